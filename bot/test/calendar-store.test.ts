import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import sql from 'sql-template-tag'
import {
  deleteSchoolDays,
  listSchoolDays,
  loadCalendar,
  saveSchoolDays,
  saveWeek,
} from '../src/calendar/calendar-store.ts'
import { rebuildCalendar } from '../src/calendar/rebuild-calendar.ts'
import type { SchoolDay } from '../src/calendar/school-day.ts'
import { createSchoolTime } from '../src/calendar/school-time.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import { addDays, compareDates, weekdayOf } from '../src/platform/local-date.ts'
import { createTestDatabase } from './database.ts'

const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())

const zone = 'Europe/Moscow'
const byDay = { opens: 480, closes: 1080 }
const week = [byDay, byDay, byDay, byDay, byDay, { opens: 540, closes: 840 }, null]
const day = (month: number, day: number, year = 2028) => ({ year, month, day })
const in2028 = { from: day(1, 1), to: day(12, 31) }

test('the public holidays of two years are there, and nobody works on more or fewer days than the state', async () => {
  const { specialDays } = await loadCalendar(db, zone)
  const byWeek = [byDay, byDay, byDay, byDay, byDay, null, null]
  const { isWorkingDay } = createWorkingTime({ timeZone: zone, week: byWeek, specialDays })
  // as the calendars of the Ministry of Labour for a week of five days have it
  for (const [year, workingDays] of [
    [2026, 247],
    [2027, 247],
  ] as const) {
    let count = 0
    for (let date = day(1, 1, year); date.year === year; date = addDays(date, 1)) {
      if (isWorkingDay(date)) count += 1
    }
    assert.equal(count, workingDays, String(year))
  }
  for (const moved of await listSchoolDays(db, { from: day(1, 1, 2026), to: day(12, 31, 2027) })) {
    assert.ok(moved.source)
    if (moved.name.startsWith('Выходной')) assert.ok(weekdayOf(moved.date) <= 5, JSON.stringify(moved.date))
  }
})

test('the week and the special days come back as they were saved', async () => {
  const days: SchoolDay[] = [
    { date: day(3, 25), kind: 'vacation', hours: null, name: 'Весенние каникулы', source: 'file.csv' },
    { date: day(3, 26), kind: 'vacation', hours: null, name: 'Весенние каникулы', source: 'file.csv' },
    {
      date: day(4, 1),
      kind: 'working',
      hours: { opens: 0, closes: 1440 },
      name: 'Ночь в школе',
      source: null,
    },
  ]
  await db.transaction(async (tx) => {
    await saveWeek(tx, week)
    await saveSchoolDays(tx, days)
  })
  const calendar = await loadCalendar(db, zone)
  assert.deepEqual([calendar.timeZone, calendar.week], [zone, week])
  assert.deepEqual(
    calendar.specialDays.filter(({ date }) => date.year === 2028),
    days.map(({ date, hours }) => ({ date, hours })),
  )
  assert.deepEqual(await listSchoolDays(db, in2028), days)
  assert.deepEqual(await listSchoolDays(db, { from: day(3, 26), to: day(3, 31) }), days.slice(1, 2))
})

test('a day saved again is another one, and a range of days can be taken away', async () => {
  await db.transaction(async (tx) => {
    const [date, hours] = [day(3, 25), { opens: 600, closes: 720 }]
    await saveSchoolDays(tx, [{ date, kind: 'working', hours, name: 'Субботник', source: null }])
    assert.equal(await deleteSchoolDays(tx, day(3, 26), day(12, 31)), 2)
    await saveSchoolDays(tx, [])
  })
  const left = await listSchoolDays(db, in2028)
  assert.deepEqual(
    left.map(({ name, kind, hours }) => [name, kind, hours]),
    [['Субботник', 'working', { opens: 600, closes: 720 }]],
  )
})

test('a day off has no hours, and a working day closes after it opens', async () => {
  const insert = (kind: string, opens: string | null, closes: string | null) =>
    db.run(sql`insert into school_day (day, kind, opens, closes, name)
      values ('2028-07-01', ${kind}, ${opens}, ${closes}, 'x')`)
  for (const [kind, opens, closes] of [
    ['holiday', '08:00', '10:00'],
    ['vacation', '08:00', null],
    ['working', null, null],
    ['working', '08:00', null],
    ['working', '10:00', '08:00'],
  ] as const) {
    await assert.rejects(insert(kind, opens, closes), { constraint: 'school_day_hours' })
  }
})

test('whoever asks for the time of the school counts with the calendar as it is now', async () => {
  const schoolTime = createSchoolTime(db, zone)
  const wednesday = day(5, 17)
  await db.transaction((tx) => rebuildCalendar(tx, zone))
  const first = await schoolTime.read()
  assert.ok(first.isWorkingDay(wednesday))
  assert.equal(await schoolTime.read(), first)

  const failing = db.transaction(async (tx) => {
    await saveSchoolDays(tx, [{ date: wednesday, kind: 'holiday', hours: null, name: 'x', source: null }])
    assert.ok(!(await createSchoolTime(db, zone).read(tx)).isWorkingDay(wednesday))
    await rebuildCalendar(tx, zone)
    assert.ok(!(await schoolTime.read(tx)).isWorkingDay(wednesday))
    throw new Error('given up')
  })
  await assert.rejects(failing, /given up/)
  assert.ok((await schoolTime.read()).isWorkingDay(wednesday))

  await db.transaction(async (tx) => {
    await saveSchoolDays(tx, [{ date: wednesday, kind: 'holiday', hours: null, name: 'x', source: null }])
    assert.equal(await rebuildCalendar(tx, zone), true)
    assert.equal(await rebuildCalendar(tx, zone), false)
  })
  assert.ok(!(await schoolTime.read()).isWorkingDay(wednesday))
})

test('two changes at once leave a calendar with both', async () => {
  const dates = [day(8, 1), day(8, 2)]
  await Promise.all(
    dates.map((date) =>
      db.transaction(async (tx) => {
        await saveSchoolDays(tx, [{ date, kind: 'holiday', hours: null, name: 'x', source: null }])
        await rebuildCalendar(tx, zone)
      }),
    ),
  )
  const off = await db.many(sql`
    select from working_day where day in ('2028-08-01', '2028-08-02') and opens = closes`)
  assert.equal(off.length, 2)
  assert.ok(compareDates(dates[0]!, dates[1]!) < 0)
})
