import type { Language } from '../../platform/language.ts'
import { createLocalClock, type LocalDate } from '../../platform/local-date.ts'
import { type Html, joinHtml } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import type { Ui } from '../../telegram/ui.ts'
import type { DeadlinePress } from './deadline-buttons.ts'
import type { DeadlineCalendar } from './deadline-calendar.ts'
import { createDeadlinePicker, type DeadlinePicker, type DeadlineView } from './deadline-picker.ts'
import { deadlineTexts } from './deadline-texts.ts'
import { type DeadlineReading, readDeadline } from './deadline-words.ts'
import { type DeadlineReader, formatDeadline, formatDeadlineDay, formatMonth } from './format-deadline.ts'

/** One turn of a dialogue that asks for a deadline. */
export interface DeadlineTurn {
  ctx: { now: Date; language: Language; ui: Ui }
  calendar: DeadlineCalendar
  /** The short id of the dialogue, for its buttons. */
  draft: string
  /** Stands above the question: which order it is about. */
  above?: Html | undefined
  /** The dialogue's own buttons, below those of the picker: back, cancel. */
  below?: Button[][]
}

/**
 * `asking`: the question is on the screen again, or still; `day` is the one whose times it shows. Remember it with the
 * draft, and hand it to `onText`: then a time alone belongs to that day.
 */
export type DeadlineAnswer = { kind: 'picked'; at: Date } | { kind: 'asking'; day: LocalDate | undefined }

export interface DeadlineDialogue {
  readonly button: DeadlinePicker['button']
  /** Asks for the deadline, with the quick choice. `note`: a word about what has just happened. */
  ask(turn: DeadlineTurn, options?: { inPlace?: boolean; note?: Html | undefined }): void
  /** Turns the picker where it has to; the dialogue goes on with what was picked. */
  onPress(turn: DeadlineTurn, press: DeadlinePress, day?: LocalDate): DeadlineAnswer
  /** Says what was wrong with the words, where something was. */
  onText(turn: DeadlineTurn, text: string, day?: LocalDate): DeadlineAnswer
}

/**
 * How a deadline is asked for, by buttons and in words. `prefix` is that of its buttons, and of nothing else.
 *
 *     const due = createDeadlineDialogue('t_due')
 *     router.button(due.button, (ctx, press) =>
 *       withDraft(ctx, press.draft, async (draft) => {
 *         const answer = due.onPress(await turnOf(ctx, draft), press, draft.dueDay)
 *         ...
 *
 * and the same with `onText` where something is typed. `deadlineCalendar()` makes the calendar of a turn.
 */
export function createDeadlineDialogue(prefix: string): DeadlineDialogue {
  const picker = createDeadlinePicker(prefix)

  function show(turn: DeadlineTurn, view: DeadlineView, inPlace: boolean, note?: Html): void {
    const { ctx, calendar, draft, above, below = [] } = turn
    const rows = picker.keyboard(view, { now: ctx.now, language: ctx.language, calendar, draft })
    const text = joinHtml([note, above, question(turn, view)], '\n\n')
    if (inPlace) ctx.ui.show(text, { inline: [...rows, ...below] })
    else ctx.ui.send(text, { inline: [...rows, ...below] })
  }

  return {
    button: picker.button,
    ask(turn, { inPlace = false, note } = {}) {
      show(turn, { kind: 'quick' }, inPlace, note)
    },
    onPress(turn, press, day) {
      const { ctx, calendar } = turn
      const pressed = picker.read(press, { now: ctx.now, language: ctx.language, calendar })
      switch (pressed.kind) {
        case 'picked':
          return pressed
        case 'turned':
          show(turn, pressed.view, true)
          return { kind: 'asking', day: pressed.view.kind === 'day' ? pressed.view.date : undefined }
        case 'past':
          show(turn, { kind: 'quick' }, true, refusal(turn, pressed))
          return { kind: 'asking', day: undefined }
        case 'nothing':
          return { kind: 'asking', day }
        default:
          return pressed satisfies never
      }
    },
    onText(turn, text, day) {
      const { ctx, calendar } = turn
      const reading = readDeadline(text, { ...calendar, now: ctx.now, language: ctx.language, day })
      if (reading.kind === 'at') return { kind: 'picked', at: reading.at }
      // who has chosen the day need not choose it again
      const isTime = reading.kind === 'unclear' && day !== undefined
      if (isTime) show(turn, { kind: 'day', date: day }, false, deadlineTexts[ctx.language].unclearTime)
      else show(turn, { kind: 'quick' }, false, refusal(turn, reading))
      return { kind: 'asking', day: isTime ? day : undefined }
    },
  }
}

function question(turn: DeadlineTurn, view: DeadlineView): Html {
  const texts = deadlineTexts[turn.ctx.language]
  if (view.kind === 'quick') return texts.ask
  if (view.kind === 'month') return texts.askDay(formatMonth(view.month, turn.ctx.language))
  const noon = createLocalClock(turn.calendar.timeZone).instantOf({ ...view.date, hour: 12 })
  return texts.askTime(formatDeadlineDay(noon, reader(turn)))
}

/** What to say to a deadline that cannot be taken. */
function refusal(turn: DeadlineTurn, reading: Exclude<DeadlineReading, { kind: 'at' }>): Html {
  const texts = deadlineTexts[turn.ctx.language]
  switch (reading.kind) {
    case 'past':
      return texts.past(formatDeadline(reading.at, reader(turn)))
    case 'unclear':
      return texts.unclear
    case 'too_far':
      return texts.tooFar
    default:
      return reading satisfies never
  }
}

function reader({ ctx, calendar }: DeadlineTurn): DeadlineReader {
  return { now: ctx.now, language: ctx.language, timeZone: calendar.timeZone }
}
