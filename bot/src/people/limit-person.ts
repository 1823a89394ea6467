import type { UpdateContext } from '../telegram/context.ts'
import { isPrivate } from '../telegram/is-private.ts'
import type { Middleware } from '../telegram/middleware.ts'
import type { PersonLimit } from '../telegram/person-limit.ts'
import { limitTexts } from './limit-texts.ts'

/** Stops the updates of a person who sends too many; he is told once and is not banned. */
export function limitPerson(limit: PersonLimit): Middleware {
  return async (ctx, next) => {
    const verdict = ctx.from ? await limit(ctx.from.id, sentAt(ctx)) : 'pass'
    if (verdict === 'pass') return next()
    ctx.handler = 'people/limit'
    const texts = limitTexts[ctx.language]
    if (ctx.callbackQuery) ctx.ui.toast(texts.slowDownToast)
    else if (verdict === 'warn' && isPrivate(ctx)) ctx.ui.send(texts.slowDown)
  }
}

/** When the update left the person. Telegram does not say when a button was pressed: then it counts as pressed now. */
function sentAt({ message, editedMessage, now }: UpdateContext): Date {
  const seconds = message?.date ?? editedMessage?.edit_date
  return seconds === undefined ? now : new Date(seconds * 1000)
}
