import sql, { raw } from 'sql-template-tag'
import type { LocalDate } from '../platform/local-date.ts'
import type { Db, Tx } from '../platform/postgres.ts'
import type { SchoolCalendar, SpecialDay, WorkingHours } from './school-calendar.ts'
import type { DayRange, SchoolDay } from './school-day.ts'

/** The calendar with what is known of its making. */
export interface CalendarState {
  calendar: SchoolCalendar
  /** An admin has changed the week in the bot: the configuration has no say any more. */
  weekEdited: boolean
  /** Of the calendar that `working_day` was written from; empty: of none. */
  builtFrom: string
}

interface StateRow {
  week: ({ weekday: number } & WorkingHours)[]
  specialDays: SpecialDay[]
  weekEdited: boolean
  builtFrom: string
}

const dateOfDay =
  raw(`json_build_object('year', extract(year from day)::int, 'month', extract(month from day)::int,
  'day', extract(day from day)::int)`)
const opensInMinutes = raw('(extract(epoch from opens) / 60)::int')
const closesInMinutes = raw('(extract(epoch from closes) / 60)::int')
const hoursOfDay = raw(`case when opens is not null then
  json_build_object('opens', ${opensInMinutes.sql}, 'closes', ${closesInMinutes.sql}) end`)

export async function loadCalendar(db: Db, timeZone: string): Promise<SchoolCalendar> {
  return (await loadCalendarState(db, timeZone)).calendar
}

export async function loadCalendarState(db: Db, timeZone: string): Promise<CalendarState> {
  const { week, specialDays, weekEdited, builtFrom } = await db.one<StateRow>(sql`
    select week_edited as "weekEdited", fingerprint as "builtFrom",
      coalesce((select json_agg(json_build_object(
        'weekday', weekday, 'opens', ${opensInMinutes}, 'closes', ${closesInMinutes}) order by weekday)
        from working_hours), '[]') as week,
      coalesce((select json_agg(json_build_object('date', ${dateOfDay}, 'hours', ${hoursOfDay}) order by day)
        from school_day), '[]') as "specialDays"
    from calendar_build`)
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => week.find((hours) => hours.weekday === weekday))
  return {
    calendar: {
      timeZone,
      week: days.map((hours) => (hours ? { opens: hours.opens, closes: hours.closes } : null)),
      specialDays,
    },
    weekEdited,
    builtFrom,
  }
}

/** Only one transaction at a time may change the week or what is derived of the calendar. */
export async function lockCalendar(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('calendar'))`)
}

/** Sets the usual week, on the word of an admin. Rebuild the calendar in the same transaction. */
export async function saveWeek(tx: Tx, week: SchoolCalendar['week']): Promise<void> {
  await lockCalendar(tx)
  await tx.run(sql`update calendar_build set week_edited = true`)
  await replaceWeek(tx, week)
}

/** Sets the usual week without a word on whose it is. */
export async function replaceWeek(tx: Tx, week: SchoolCalendar['week']): Promise<void> {
  const rows = week.flatMap((hours, index) => (hours ? [{ weekday: index + 1, ...timesOf(hours) }] : []))
  await tx.run(sql`delete from working_hours`)
  await tx.run(sql`
    insert into working_hours (weekday, opens, closes)
    select weekday, opens, closes
    from jsonb_to_recordset(${JSON.stringify(rows)}) as hours (weekday smallint, opens time, closes time)`)
}

export function listSchoolDays(db: Db, { from, to }: DayRange): Promise<SchoolDay[]> {
  return db.many<SchoolDay>(sql`
    select ${dateOfDay} as date, kind, ${hoursOfDay} as hours, name, source from school_day
    where day between ${dateText(from)} and ${dateText(to)} order by day`)
}

/** Adds these days, each date once, in the place of those already there. Rebuild in the same transaction. */
export async function saveSchoolDays(tx: Tx, days: readonly SchoolDay[]): Promise<void> {
  const rows = days.map(({ date, kind, hours, name, source }) => ({
    ...{ day: dateText(date), kind, name, source },
    ...(hours ? timesOf(hours) : {}),
  }))
  await tx.run(sql`
    insert into school_day (day, kind, opens, closes, name, source)
    select day, kind, opens, closes, name, source
    from jsonb_to_recordset(${JSON.stringify(rows)})
      as special (day date, kind text, opens time, closes time, name text, source text)
    on conflict (day) do update set kind = excluded.kind, opens = excluded.opens, closes = excluded.closes,
      name = excluded.name, source = excluded.source`)
}

/** From the first day to the last, both included; returns how many there were. Rebuild in the same transaction. */
export function deleteSchoolDays(tx: Tx, from: LocalDate, to: LocalDate): Promise<number> {
  return tx.run(sql`delete from school_day where day between ${dateText(from)} and ${dateText(to)}`)
}

function dateText({ year, month, day }: LocalDate): string {
  return [String(year).padStart(4, '0'), twoDigits(month), twoDigits(day)].join('-')
}

function timesOf({ opens, closes }: WorkingHours): { opens: string; closes: string } {
  const text = (minutes: number) => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
  return { opens: text(opens), closes: text(closes) }
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
