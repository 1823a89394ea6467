import type { Tx } from '../platform/postgres.ts'
import { isPrivate } from '../telegram/is-private.ts'
import type { Middleware } from '../telegram/middleware.ts'
import { queue } from '../telegram/outbox.ts'
import { owedToWhoCameBack } from './came-back.ts'
import type { VisitorContext } from './identify.ts'
import { setUnreachable } from './people-store.ts'
import type { Person } from './person.ts'

/**
 * Keeps the mark of who cannot be written to: a person blocks the bot, and whatever he does in his chat with it later
 * shows that he is back. What he does in groups shows nothing. Who is back gets what he has to do.
 */
export const followReachability: Middleware<VisitorContext> = async (ctx, next) => {
  if (!isPrivate(ctx)) return next()
  if (ctx.myChatMember === undefined) {
    if (ctx.person?.unreachableSince) await noteBack(ctx.tx, ctx.person)
    return next()
  }
  ctx.handler = 'people/my_chat_member'
  if (ctx.person === undefined) return
  const isBlocked = ctx.myChatMember.new_chat_member.status === 'kicked'
  if (isBlocked) await setUnreachable(ctx.tx, ctx.person.telegramId, ctx.now)
  else await noteBack(ctx.tx, ctx.person)
}

async function noteBack(tx: Tx, { telegramId, status }: Person): Promise<void> {
  const isNews = await setUnreachable(tx, telegramId, null)
  if (isNews && status === 'active') await queue(tx, owedToWhoCameBack(telegramId))
}
