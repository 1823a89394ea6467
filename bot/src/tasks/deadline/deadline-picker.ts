import { compareDates, createLocalClock, type LocalDate, localDate } from '../../platform/local-date.ts'
import type { CallbackData } from '../../telegram/callback-data.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { type DeadlinePress, deadlineButton } from './deadline-buttons.ts'
import { endOfDayOn, type LocalMinute, lastDeadlineDay, todayOf } from './deadline-calendar.ts'
import {
  monthRows,
  type PackDeadline,
  type PickerSurroundings,
  quickRows,
  timeRows,
} from './deadline-keyboards.ts'
import type { LocalMonth } from './month-days.ts'

/** What the picker shows. */
export type DeadlineView =
  | { kind: 'quick' }
  | { kind: 'month'; month: LocalMonth }
  | { kind: 'day'; date: LocalDate }

export type DeadlinePressed =
  | { kind: 'picked'; at: Date }
  | { kind: 'past'; at: Date }
  | { kind: 'turned'; view: DeadlineView }
  /** A heading, a blank, or a forgery: there is nothing to do. */
  | { kind: 'nothing' }

export interface DeadlinePicker {
  /** Router: `router.button(picker.button, ...)`. Whose dialogue it is stands in `draft`. */
  readonly button: CallbackData<DeadlinePress>
  /** `draft`: the short id that the buttons carry. */
  keyboard(view: DeadlineView, surroundings: PickerSurroundings & { draft: string }): Button[][]
  read(press: DeadlinePress, surroundings: PickerSurroundings): DeadlinePressed
}

/** Buttons to choose a deadline by. Every dialogue that asks for one makes a picker with a prefix of its own. */
export function createDeadlinePicker(prefix: string): DeadlinePicker {
  const button = deadlineButton(prefix)
  return {
    button,
    keyboard(view, surroundings) {
      const pack: PackDeadline = (move, when) =>
        button.pack({ draft: surroundings.draft, move, when: when ? digitsOf(move, when) : '' })
      switch (view.kind) {
        case 'quick':
          return quickRows(pack, surroundings)
        case 'month':
          return monthRows(pack, view.month, surroundings)
        case 'day':
          return timeRows(pack, view.date, surroundings)
        default:
          return view satisfies never
      }
    },
    read: readPress,
  }
}

function readPress({ move, when }: DeadlinePress, { now, calendar }: PickerSurroundings): DeadlinePressed {
  const clock = createLocalClock(calendar.timeZone)
  const today = todayOf(now, clock)
  const last = lastDeadlineDay(today)
  const pastOr = (local: LocalMinute, ahead: (at: Date) => DeadlinePressed): DeadlinePressed => {
    const at = clock.instantOf(local)
    return at <= now ? { kind: 'past', at } : ahead(at)
  }
  switch (move) {
    case 'quick':
      return { kind: 'turned', view: { kind: 'quick' } }
    case 'month': {
      const first = dayIn(`${when}01`, 8)
      // of a calendar that has hung there for months
      const shown = first && compareDates(first, today) < 0 ? today : first
      if (shown === undefined || compareDates(shown, last) > 0) return { kind: 'nothing' }
      return { kind: 'turned', view: { kind: 'month', month: { year: shown.year, month: shown.month } } }
    }
    case 'day': {
      const date = dayIn(when, 8)
      if (date === undefined || compareDates(date, last) > 0) return { kind: 'nothing' }
      return pastOr(endOfDayOn(date, calendar), () => ({ kind: 'turned', view: { kind: 'day', date } }))
    }
    case 'at': {
      const date = dayIn(when, 12)
      const [hour, minute] = [Number(when.slice(8, 10)), Number(when.slice(10))]
      if (date === undefined || hour > 23 || minute > 59 || compareDates(date, last) > 0)
        return { kind: 'nothing' }
      return pastOr({ ...date, hour, minute }, (at) => ({ kind: 'picked', at }))
    }
    case 'none':
      return { kind: 'nothing' }
    default:
      return move satisfies never
  }
}

function digitsOf(move: DeadlinePress['move'], when: LocalMonth | LocalDate | LocalMinute): string {
  const parts = [
    String(when.year).padStart(4, '0'),
    when.month,
    ...(move !== 'month' && 'day' in when ? [when.day] : []),
    ...('hour' in when ? [when.hour, when.minute] : []),
  ]
  return parts.map((part) => String(part).padStart(2, '0')).join('')
}

/** The day at the beginning of so many digits. */
function dayIn(digits: string, length: number): LocalDate | undefined {
  if (digits.length !== length) return undefined
  return localDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))
}
