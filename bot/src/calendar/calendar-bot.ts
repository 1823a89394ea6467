import type { PersonContext } from '../people/identify.ts'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { calendarMonthButton } from './calendar-buttons.ts'
import { leaveCalendarDialogue } from './calendar-dialogues.ts'
import { calendarTexts } from './calendar-texts.ts'
import { monthView, readerOf } from './month-view.ts'

/** /calendar: when the school works. Everybody may read it; what admins press here is in the folders below. */
export function createCalendarRouter({ timezone }: { timezone: string }): Router<PersonContext> {
  const router = createRouter<PersonContext>('calendar')

  router.command('calendar', async (ctx) => {
    if (!isPrivate(ctx)) return ctx.ui.send(calendarTexts[ctx.language].onlyPrivate)
    const { text, keyboard } = await monthView(ctx.tx, readerOf(ctx, timezone))
    ctx.ui.send(text, keyboard)
  })

  router.button(calendarMonthButton, async (ctx, { month: digits }) => {
    leaveCalendarDialogue(ctx.session)
    const month = { year: Math.floor(digits / 100), month: digits % 100 }
    const { text, keyboard } = await monthView(ctx.tx, readerOf(ctx, timezone), month)
    ctx.ui.show(text, keyboard)
  })

  return router
}
