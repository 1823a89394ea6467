import type { UpdateContext } from './context.ts'

/** Whether the update comes from the private chat of a person with the bot. */
export function isPrivate(ctx: UpdateContext): boolean {
  return ctx.chat?.type === 'private'
}
