import assert from 'node:assert/strict'
import type { Language } from '../src/platform/language.ts'
import { weekdayOf } from '../src/platform/local-date.ts'
import { type DeadlineCalendar, deadlineCalendar } from '../src/tasks/deadline/deadline-calendar.ts'
import { createDeadlinePicker, type DeadlineView } from '../src/tasks/deadline/deadline-picker.ts'
import type { Button } from '../src/telegram/keyboard.ts'

export const moscow = (text: string) => new Date(`${text}+03:00`)
/** A Wednesday. */
export const wednesday = moscow('2026-11-25T10:00')
export const draft = '0c9b1f2e'
export const picker = createDeadlinePicker('t_due')

/** Monday to Friday from 8 to 18, and on 27 November until 15. */
export const calendar = weekly((date) => {
  if (weekdayOf(date) > 5) return null
  return { opens: 480, closes: date.month === 11 && date.day === 27 ? 15 * 60 : 18 * 60 }
})

export function weekly(hoursOn: DeadlineCalendar['hoursOn'], timeZone = 'Europe/Moscow'): DeadlineCalendar {
  return deadlineCalendar(timeZone, { hoursOn, isWorkingDay: (date) => hoursOn(date) !== null })
}

interface Situation {
  now: Date
  language: Language
  calendar: DeadlineCalendar
}

export function situation(changes: Partial<Situation> = {}): Situation {
  return { now: wednesday, language: 'ru', calendar, ...changes }
}

export function rows(view: DeadlineView, changes: Partial<Situation> = {}): Button[][] {
  return picker.keyboard(view, { ...situation(changes), draft })
}

export const texts = (keyboard: Button[][]) => keyboard.map((row) => row.map(({ text }) => text))

/** What pressing a button does. */
export function press(button: Button | undefined, changes: Partial<Situation> = {}) {
  assert.ok(button && 'data' in button)
  const data = picker.button.unpack(button.data)
  assert.ok(data, button.data)
  assert.equal(data.draft, draft)
  return picker.read(data, situation(changes))
}

export function named(keyboard: Button[][], text: string): Button | undefined {
  return keyboard.flat().find((button) => button.text === text)
}

export const month = (year: number, month: number): DeadlineView => ({
  kind: 'month',
  month: { year, month },
})
