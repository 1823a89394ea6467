import ICAL from 'ical.js'
import { z } from 'zod'
import { personNameFrom } from '../../people/person-name.ts'
import { addDays, compareDates, type LocalDate, localDate } from '../../platform/local-date.ts'
import type { RangeChange } from '../day-change.ts'
import type { SchoolDayKind } from '../school-day.ts'
import { checkedRange } from '../typed-days.ts'
import type { UsualNames } from './csv-days.ts'
import type { ReadRows, RowFault } from './day-file-fault.ts'

/** A property with a day, as it was written: the library would take 31 February for 3 March. */
const wholeDay = z.tuple([z.string(), z.unknown(), z.literal('date'), z.string().regex(/^\d{4}-\d\d-\d\d$/)])

const vacation = /каникул|vacation|school holidays|half[- ]?term|(?:spring|autumn|fall|winter|summer) break/i
const working = /рабоч(?:ий день|ая суббота)|учебн(?:ый день|ая суббота)|working (?:day|saturday)/i

/** Events of whole days of an iCalendar file; cancelled ones are left out. Undefined when it is no such file. */
export function readIcsDays(text: string, usual: UsualNames): ReadRows | undefined {
  const events = eventsOf(text)
  if (events === undefined) return undefined
  const rows: ReadRows = { changes: [], faults: [] }
  for (const [index, event] of events.entries()) {
    const number = index + 1
    try {
      addEvent(rows, event, number, usual)
    } catch {
      // the library reads a value when it is asked for it, and fails on one that is none
      rows.faults.push({ place: { kind: 'event', number, name: '' }, fault: { kind: 'event_broken' } })
    }
  }
  return rows
}

function addEvent(rows: ReadRows, event: ICAL.Component, number: number, usual: UsualNames): void {
  if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return
  const summary = textOf(event, 'summary')
  const place = { kind: 'event', number, name: summary } as const
  const read = readEvent(event, summary, usual)
  if ('fault' in read) rows.faults.push({ place, fault: read.fault })
  else rows.changes.push({ place, ...read })
}

function eventsOf(text: string): ICAL.Component[] | undefined {
  try {
    const calendar = ICAL.Component.fromString(text)
    return calendar.name === 'vcalendar' ? calendar.getAllSubcomponents('vevent') : undefined
  } catch {
    return undefined
  }
}

function readEvent(
  event: ICAL.Component,
  summary: string,
  usual: UsualNames,
): RangeChange | { fault: RowFault } {
  if (['rrule', 'rdate'].some((name) => event.hasProperty(name))) return { fault: { kind: 'event_repeats' } }
  const from = dayOf(event, 'dtstart')
  const end = event.hasProperty('dtend') ? dayOf(event, 'dtend') : from && endByDuration(event, from)
  if (from === undefined || end === undefined) return { fault: { kind: 'event_with_time' } }
  // the end of an event is the day after its last one
  const last = addDays(end, -1)
  const range = checkedRange({ from, to: compareDates(end, from) === 0 ? from : last })
  if (range.kind !== 'days') return { fault: { kind: 'date', fault: range.kind, value: '' } }
  const kind = kindOf(`${summary} ${textOf(event, 'categories')}`)
  if (kind === 'working') return { fault: { kind: 'working_event' } }
  const name = summary === '' ? usual[kind] : personNameFrom(summary)
  return name === undefined ? { fault: { kind: 'bad_name' } } : { range: range.range, to: { kind, name } }
}

function dayOf(event: ICAL.Component, name: string): LocalDate | undefined {
  const property = wholeDay.safeParse(event.getFirstProperty(name)?.toJSON())
  if (!property.success) return undefined
  const [year = 0, month = 0, day = 0] = property.data[3].split('-').map(Number)
  return localDate(year, month, day)
}

/** Without a word on its end an event lasts a day. */
function endByDuration(event: ICAL.Component, from: LocalDate): LocalDate {
  const duration = event.getFirstPropertyValue('duration')
  const seconds = duration instanceof ICAL.Duration ? duration.toSeconds() : 0
  return addDays(from, Math.max(1, Math.round(seconds / 86_400)))
}

function textOf(event: ICAL.Component, name: string): string {
  const values: unknown[] = event.getFirstProperty(name)?.getValues() ?? []
  return values.filter((value) => typeof value === 'string').join(' ')
}

function kindOf(text: string): SchoolDayKind {
  if (vacation.test(text)) return 'vacation'
  return working.test(text) ? 'working' : 'holiday'
}
