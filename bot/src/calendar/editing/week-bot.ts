import { randomBytes } from 'node:crypto'
import type { PersonContext } from '../../people/identify.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { calendarWeekButton } from '../calendar-buttons.ts'
import { leaveCalendarDialogue, type WeekDialogue, weekDialogue } from '../calendar-dialogues.ts'
import { answer, editorsOnly } from '../calendar-editors-only.ts'
import { loadCalendar } from '../calendar-store.ts'
import { calendarTexts } from '../calendar-texts.ts'
import type { WorkingHours } from '../school-calendar.ts'
import { typedHours } from '../typed-hours.ts'
import { changeWeek } from './change-week.ts'
import { unpackHours } from './hours-choice.ts'
import { weekdayButton, weekHoursButton } from './week-buttons.ts'
import { weekTexts } from './week-texts.ts'
import { hoursQuestion, weekView } from './week-views.ts'

/** The usual week: a weekday is pressed, its hours are chosen or typed. */
export function createWeekRouter({ timezone }: { timezone: string }): Router<PersonContext> {
  const router = createRouter<PersonContext>('calendar_week')

  router.button(
    calendarWeekButton,
    editorsOnly(async (ctx) => {
      leaveCalendarDialogue(ctx.session)
      await showWeek(ctx)
    }),
  )

  router.button(
    weekdayButton,
    editorsOnly(async (ctx, { weekday }) => {
      const weekdays = weekday === 0 ? [1, 2, 3, 4, 5] : [weekday]
      const dialogue = { dialogueId: randomBytes(4).toString('hex'), weekdays }
      ctx.session.set(weekDialogue, dialogue)
      await ask(ctx, dialogue)
    }),
  )

  router.button(weekHoursButton, async (ctx, { dialogueId, hours: packed }) => {
    const dialogue = ctx.session.get(weekDialogue)
    const hours = packed === 'off' ? null : unpackHours(packed)
    if (dialogue?.dialogueId !== dialogueId || hours === undefined) {
      ctx.ui.toast(calendarTexts[ctx.language].stale)
      return
    }
    await change(ctx, dialogue, hours)
  })

  router.step(
    weekDialogue,
    editorsOnly(async (ctx, dialogue: WeekDialogue, { text = '' }: Incoming) => {
      const typed = typedHours(text)
      if (typed.kind === 'hours') return change(ctx, dialogue, typed.hours)
      const { keyboard } = hoursQuestion(await weekNow(ctx), dialogue, ctx.language)
      ctx.ui.send(weekTexts[ctx.language].hours[typed.kind], keyboard)
    }),
  )

  async function change(ctx: PersonContext, dialogue: WeekDialogue, hours: WorkingHours | null) {
    const command = { actorId: ctx.person.id, weekdays: dialogue.weekdays, hours, now: ctx.now }
    const changed = await changeWeek(ctx.tx, { timezone }, command)
    const texts = calendarTexts[ctx.language]
    switch (changed.kind) {
      case 'changed':
        answer(ctx, `${texts.saved} ${texts.holds.now}`)
        break
      case 'unchanged':
        answer(ctx, texts.unchanged)
        break
      case 'empty_week':
      case 'never_open':
        answer(ctx, texts.refusals[changed.kind], { alert: true })
        return ask(ctx, dialogue)
      case 'not_allowed':
        ctx.session.clear()
        return answer(ctx, texts.refusals.not_allowed, { alert: true })
      default:
        return changed satisfies never
    }
    ctx.session.clear()
    await showWeek(ctx)
  }

  async function ask(ctx: PersonContext, dialogue: WeekDialogue): Promise<void> {
    const { text, keyboard } = hoursQuestion(await weekNow(ctx), dialogue, ctx.language)
    ctx.ui.show(text, keyboard)
  }

  async function showWeek(ctx: PersonContext): Promise<void> {
    const today = createLocalClock(timezone).localTimeOf(ctx.now)
    const { text, keyboard } = weekView(await weekNow(ctx), today, ctx.language)
    ctx.ui.show(text, keyboard)
  }

  const weekNow = async (ctx: PersonContext) => (await loadCalendar(ctx.tx, timezone)).week

  return router
}
