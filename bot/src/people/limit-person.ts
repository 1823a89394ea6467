import { isPrivate } from '../telegram/is-private.ts'
import type { Middleware } from '../telegram/middleware.ts'
import type { Verdict } from '../telegram/person-limit.ts'
import { limitTexts } from './limit-texts.ts'

/** What waited at Telegram while the bot was away comes all at once, and is no flood. */
const lateMs = 30_000

/** Stops the updates of a person who sends too many; he is told once and is not banned. */
export function limitPerson(limit: (telegramId: number) => Promise<Verdict>): Middleware {
  return async (ctx, next) => {
    const isLate = ctx.message !== undefined && ctx.now.getTime() - ctx.message.date * 1000 > lateMs
    const verdict = ctx.from && !isLate ? await limit(ctx.from.id) : 'pass'
    if (verdict === 'pass') return next()
    ctx.handler = 'people/limit'
    const texts = limitTexts[ctx.language]
    if (ctx.callbackQuery) ctx.ui.toast(texts.slowDownToast)
    else if (verdict === 'warn' && isPrivate(ctx)) ctx.ui.send(texts.slowDown)
  }
}
