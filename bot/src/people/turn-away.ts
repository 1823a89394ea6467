import { isPrivate } from '../telegram/is-private.ts'
import type { Middleware } from '../telegram/middleware.ts'
import type { VisitorContext } from './identify.ts'
import { mayTell } from './told.ts'
import { visitorTexts } from './visitor-texts.ts'

const tellEveryMs = 6 * 3600 * 1000

/** Lets nothing through from somebody who was blocked or has left: one polite answer for hours, and no data. */
export const turnAway: Middleware<VisitorContext> = async (ctx, next) => {
  if (ctx.person === undefined || ctx.person.status === 'active') return next()
  ctx.handler = 'people/turn_away'
  const texts = visitorTexts[ctx.language]
  if (ctx.callbackQuery) ctx.ui.toast(texts.shutOutToast, { alert: true })
  else if (isPrivate(ctx) && ctx.message && mayTell(ctx, tellEveryMs)) ctx.ui.send(texts.shutOut)
}
