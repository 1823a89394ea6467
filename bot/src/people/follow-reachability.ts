import { isPrivate } from '../telegram/is-private.ts'
import type { Middleware } from '../telegram/middleware.ts'
import type { VisitorContext } from './identify.ts'
import { setUnreachable } from './people-store.ts'

/**
 * Keeps the mark of who cannot be written to: a person blocks the bot, and whatever he does in his chat with it later
 * shows that he is back. What he does in groups shows nothing.
 */
export const followReachability: Middleware<VisitorContext> = async (ctx, next) => {
  if (!isPrivate(ctx)) return next()
  if (ctx.myChatMember === undefined) {
    if (ctx.person?.unreachableSince) await setUnreachable(ctx.tx, ctx.person.telegramId, null)
    return next()
  }
  ctx.handler = 'people/my_chat_member'
  if (ctx.person === undefined) return
  const isBlocked = ctx.myChatMember.new_chat_member.status === 'kicked'
  await setUnreachable(ctx.tx, ctx.person.telegramId, isBlocked ? ctx.now : null)
}
