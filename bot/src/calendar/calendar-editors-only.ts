import type { PersonContext } from '../people/identify.ts'
import { may } from '../people/person.ts'
import { html } from '../telegram/html.ts'
import { leaveCalendarDialogue } from './calendar-dialogues.ts'
import { calendarTexts } from './calendar-texts.ts'

/**
 * Guards what only leads to a change; the change itself is checked in its use case. Whoever may not change the calendar
 * any more is left in no dialogue about it.
 */
export function editorsOnly<A extends unknown[]>(
  handler: (ctx: PersonContext, ...args: A) => Promise<void> | void,
): (ctx: PersonContext, ...args: A) => Promise<void> | void {
  return (ctx, ...args) => {
    if (may(ctx.person, 'manage_calendar')) return handler(ctx, ...args)
    leaveCalendarDialogue(ctx.session)
    answer(ctx, calendarTexts[ctx.language].refusals.not_allowed, { alert: true })
  }
}

/** Over the chat in answer to a press, as a message in answer to words. */
export function answer(ctx: PersonContext, text: string, options?: { alert: boolean }): void {
  if (ctx.callbackQuery) ctx.ui.toast(text, options)
  else ctx.ui.send(html`${text}`)
}
