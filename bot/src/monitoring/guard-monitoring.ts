import type { PersonContext } from '../people/identify.ts'
import { may } from '../people/person.ts'
import { html } from '../telegram/html.ts'
import { isPrivate } from '../telegram/is-private.ts'
import { guardTexts } from './guard-texts.ts'

/**
 * Shows monitoring to admins alone, and in private. Buttons outlive rights: the person was read in the transaction of
 * this press. What changes something is checked where it is changed.
 */
export function guardMonitoring<A extends unknown[]>(
  handler: (ctx: PersonContext, ...args: A) => Promise<void>,
): (ctx: PersonContext, ...args: A) => Promise<void> {
  return async (ctx, ...args) => {
    const refusal = refusalOf(ctx)
    if (refusal === undefined) return handler(ctx, ...args)
    if (ctx.callbackQuery) return ctx.ui.toast(refusal, { alert: true })
    ctx.ui.send(html`${refusal}`)
  }
}

function refusalOf(ctx: PersonContext): string | undefined {
  const texts = guardTexts[ctx.language]
  if (!may(ctx.person, 'manage_monitoring')) return texts.forbidden
  return isPrivate(ctx) ? undefined : texts.onlyPrivate
}
