import { formatMoment } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import {
  type ClockKind,
  type ClockState,
  nearestClock,
  type RunningClock,
  resolutionState,
  responseState,
} from './clock-state.ts'
import { clockTexts } from './clock-texts.ts'
import type { Clock, TicketClocks } from './clocks.ts'

/** Working time as «1 ч 20 мин», rounded down; a day of it means something else in every school. */
export function durationWords(seconds: number, language: Language): string {
  const texts = clockTexts[language]
  const total = Math.floor(seconds / 60)
  const [hours, minutes] = [Math.floor(total / 60), total % 60]
  if (hours === 0) return texts.minutes(minutes)
  return minutes === 0 ? texts.hours(hours) : `${texts.hours(hours)} ${texts.minutes(minutes)}`
}

/** What is left of a clock that has not stopped: «осталось 1 ч 20 мин», «просрочено на 40 мин». */
export function leftWords(left: number, language: Language): string {
  const texts = clockTexts[language]
  if (left < 0) return texts.overdue(durationWords(Math.max(-left, 60), language))
  return left < 60 ? texts.lessThanMinute : texts.left(durationWords(left, language))
}

/** For a list: the clock that is due first, and what is left; undefined when none goes on. */
export function queueClockWords(clocks: TicketClocks, language: Language): string | undefined {
  const nearest = nearestClock(clocks)
  if (nearest === undefined || nearest.state.kind === 'stopped') return undefined
  const { of, state } = nearest
  const texts = clockTexts[language]
  if (state.kind === 'paused') return `⏸ ${texts.paused}`
  return `${state.left < 0 ? '❗️' : '⏳'} ${texts.clock[of]}: ${leftWords(state.left, language)}`
}

export interface ClockReader {
  language: Language
  timezone: string
}

/** For a card, which stays as it is for hours: both clocks by the moments at which they are due. */
export function cardClockLines(
  { clocks, duplicateOf }: { clocks: TicketClocks; duplicateOf: number | null },
  reader: ClockReader,
): string[] {
  // closed as a duplicate is not resolved
  const isDuplicate = clocks.status === 'closed' && duplicateOf !== null
  return [
    cardLine('response', responseState(clocks), reader),
    cardLine('resolution', isDuplicate ? undefined : resolutionState(clocks), reader),
  ].filter((line) => line !== undefined)
}

function cardLine(of: ClockKind, state: ClockState | undefined, reader: ClockReader): string | undefined {
  if (state === undefined) return undefined
  const { language } = reader
  const texts = clockTexts[language]
  switch (state.kind) {
    case 'running':
      return `${state.left < 0 ? '❗️' : '⏳'} ${momentWords(of, state, reader)}`
    case 'paused':
      return `⏸ ${texts.clock[of]} ${texts.paused} (${leftWords(state.left, language)})`
    case 'stopped': {
      const words = texts.stopped[of](durationWords(Math.max(state.used, 60), language))
      const isLate = state.used > state.target
      return isLate ? `❗️ ${words} (${texts.target(durationWords(state.target, language))})` : `⏱ ${words}`
    }
    default:
      return state satisfies never
  }
}

/** Until when, or since when: «Срок решения: 21 ноября в 14:05». */
function momentWords(of: ClockKind, { left, dueAt }: RunningClock, reader: ClockReader): string {
  const { language, timezone } = reader
  const texts = clockTexts[language]
  // no moment: the calendar ends before it
  if (dueAt === null) return `${texts.clock[of]}: ${leftWords(left, language)}`
  return (left < 0 ? texts.missed : texts.due)[of](formatMoment(dueAt, language, timezone))
}

/** For a notice: the moment, and what is left until it. */
export function noticeClockWords(of: ClockKind, { used, target, dueAt }: Clock, reader: ClockReader): string {
  const left = (target ?? 0) - used
  const words = momentWords(of, { kind: 'running', left, dueAt }, reader)
  return left < 0 || dueAt === null ? words : `${words}, ${leftWords(left, reader.language)}`
}
