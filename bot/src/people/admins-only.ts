import { html } from '../telegram/html.ts'
import type { PersonContext } from './identify.ts'
import { may } from './person.ts'
import { refusalWords } from './refusal-words.ts'

/**
 * Guards what shows data of other people. The person's row was read in the transaction of this update, so a role
 * taken away before is gone here. What changes something is checked in its use case.
 */
export function adminsOnly<A extends unknown[]>(
  handler: (ctx: PersonContext, ...args: A) => Promise<void> | void,
): (ctx: PersonContext, ...args: A) => Promise<void> | void {
  return (ctx, ...args) => {
    if (may(ctx.person, 'manage_people')) return handler(ctx, ...args)
    const forbidden = refusalWords({ kind: 'forbidden' }, ctx.language)
    if (ctx.callbackQuery) ctx.ui.toast(forbidden, { alert: true })
    else ctx.ui.send(html`${forbidden}`)
  }
}
