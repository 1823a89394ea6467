import { z } from 'zod'
import type { UpdateContext } from '../telegram/context.ts'
import { fsmState } from '../telegram/session.ts'

/** No dialogue: only remembers when somebody last got an answer that need not be repeated to every message. */
const told = fsmState('told', z.object({ at: z.number() }), {
  asks: false,
  outlivesRole: true,
  which: () => '',
})

/** Whether it is time to say it (again); true at most once in `everyMs`. Outside of dialogues only. */
export function mayTell(ctx: UpdateContext, everyMs: number): boolean {
  const last = ctx.session.get(told)
  const now = ctx.now.getTime()
  if (last !== undefined && now - last.at < everyMs) return false
  ctx.session.set(told, { at: now })
  return true
}

export function isInDialogue(ctx: UpdateContext): boolean {
  return ctx.session.active !== undefined && ctx.session.active !== told.name
}

/** Forgets every dialogue of the person, the one its command has just left too. False when there was none. */
export function endDialogues(ctx: UpdateContext): boolean {
  const wasInDialogue = ctx.leftDialogue !== undefined && ctx.leftDialogue !== told.name
  const hadSetAside = ctx.session.left !== undefined
  ctx.session.forget()
  return wasInDialogue || hadSetAside
}
