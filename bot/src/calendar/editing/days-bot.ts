import { randomBytes } from 'node:crypto'
import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { personNameFrom } from '../../people/person-name.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { calendarDayButton, typeDaysButton } from '../calendar-buttons.ts'
import { type DaysDialogue, daysDialogue } from '../calendar-dialogues.ts'
import { editorsOnly } from '../calendar-editors-only.ts'
import { calendarTexts } from '../calendar-texts.ts'
import { dateOfKey, oneDay } from '../day-range.ts'
import { toMonthButton } from '../month-keyboard.ts'
import { typedDays } from '../typed-days.ts'
import { typedHours } from '../typed-hours.ts'
import { dayHoursButton, dayKindButton, dayNameButton, saveDaysButton } from './days-buttons.ts'
import { daysTexts } from './days-texts.ts'
import { createDaysTurn } from './days-turn.ts'
import { describeDay } from './describe-day.ts'
import { unpackHours } from './hours-choice.ts'
import { weekTexts } from './week-texts.ts'

type Step<S extends DaysDialogue['step']> = Extract<DaysDialogue, { step: S }>

/** Days are pressed or typed; then it is asked what they are, when the school works on them, and their name. */
export function createDaysRouter({ timezone }: { timezone: string }): Router<PersonContext> {
  const router = createRouter<PersonContext>('calendar_days')
  const turn = createDaysTurn({ timezone })
  const newId = () => randomBytes(4).toString('hex')

  router.button(calendarDayButton, async (ctx, { day }) => {
    const date = dateOfKey(day)
    if (date === undefined) return ctx.ui.toast(calendarTexts[ctx.language].stale)
    if (!may(ctx.person, 'manage_calendar')) {
      ctx.ui.toast(await describeDay(ctx.tx, date, { timezone, now: ctx.now, language: ctx.language }))
      return
    }
    await turn.ask(ctx, { step: 'kind', dialogueId: newId(), range: oneDay(date) })
  })

  router.button(
    typeDaysButton,
    editorsOnly((ctx) => {
      ctx.session.set(daysDialogue, { step: 'dates', dialogueId: newId() })
      ctx.ui.show(daysTexts[ctx.language].askDates, backKeyboard(ctx))
    }),
  )

  router.button(dayKindButton, async (ctx, { dialogueId, kind }) => {
    const dialogue = liveDialogue(ctx, 'kind', dialogueId)
    if (dialogue === undefined) return
    const { range } = dialogue
    if (kind === 'usual') return turn.propose(ctx, dialogueId, { range, to: { kind } })
    if (kind === 'working') return turn.ask(ctx, { step: 'hours', dialogueId, range })
    await turn.askName(ctx, { dialogueId, range, what: { kind } })
  })

  router.button(dayHoursButton, async (ctx, { dialogueId, hours: packed }) => {
    const dialogue = liveDialogue(ctx, 'hours', dialogueId)
    const hours = unpackHours(packed)
    if (dialogue === undefined || hours === undefined) return
    await turn.askName(ctx, { ...dialogue, what: { kind: 'working', hours } })
  })

  router.button(dayNameButton, async (ctx, { dialogueId, number }) => {
    const dialogue = liveDialogue(ctx, 'name', dialogueId)
    const name = dialogue?.names[number]
    if (dialogue === undefined || name === undefined) return
    await turn.propose(ctx, dialogueId, { range: dialogue.range, to: { ...dialogue.what, name } })
  })

  router.button(saveDaysButton, async (ctx, { dialogueId }) => {
    const dialogue = liveDialogue(ctx, 'confirm', dialogueId)
    if (dialogue !== undefined) await turn.save(ctx, dialogue)
  })

  router.step(
    daysDialogue,
    editorsOnly(async (ctx, dialogue: DaysDialogue, { text = '' }: Incoming) => {
      const texts = daysTexts[ctx.language]
      switch (dialogue.step) {
        case 'dates':
          return readDates(ctx, text)
        case 'kind': {
          const typed = typedDays(text, todayOf(ctx))
          if (typed.kind !== 'unreadable') return readDates(ctx, text)
          return turn.askAgain(ctx, dialogue, texts.chooseKind)
        }
        case 'hours': {
          const typed = typedHours(text)
          if (typed.kind !== 'hours')
            return turn.askAgain(ctx, dialogue, weekTexts[ctx.language].hours[typed.kind])
          return turn.askName(ctx, { ...dialogue, what: { kind: 'working', hours: typed.hours } })
        }
        case 'name': {
          const name = personNameFrom(text)
          if (name === undefined) return turn.askAgain(ctx, dialogue, texts.notAName)
          const { dialogueId, range, what } = dialogue
          return turn.propose(ctx, dialogueId, { range, to: { ...what, name } })
        }
        case 'confirm':
          return turn.askAgain(ctx, dialogue, texts.confirm.useButtons)
        default:
          return dialogue satisfies never
      }
    }),
  )

  async function readDates(ctx: PersonContext, text: string): Promise<void> {
    const typed = typedDays(text, todayOf(ctx))
    if (typed.kind !== 'days')
      return ctx.ui.send(daysTexts[ctx.language].dates[typed.kind], backKeyboard(ctx))
    await turn.ask(ctx, { step: 'kind', dialogueId: newId(), range: typed.range })
  }

  const todayOf = (ctx: PersonContext) => createLocalClock(timezone).localTimeOf(ctx.now)
  const backKeyboard = (ctx: PersonContext) => ({ inline: [[toMonthButton(todayOf(ctx), ctx.language)]] })

  return router
}

/** The dialogue of a button, when it is the one that is going on and stands at this step; else says that it is old. */
function liveDialogue<S extends DaysDialogue['step']>(
  ctx: PersonContext,
  step: S,
  dialogueId: string,
): Step<S> | undefined {
  const dialogue = ctx.session.get(daysDialogue)
  if (dialogue?.dialogueId === dialogueId && isAt(dialogue, step)) return dialogue
  ctx.ui.toast(calendarTexts[ctx.language].stale)
  return undefined
}

function isAt<S extends DaysDialogue['step']>(dialogue: DaysDialogue, step: S): dialogue is Step<S> {
  return dialogue.step === step
}
