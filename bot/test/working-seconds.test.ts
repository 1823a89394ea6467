import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { loadCalendar, saveSchoolDays, saveWeek } from '../src/calendar/calendar-store.ts'
import { rebuildCalendar } from '../src/calendar/rebuild-calendar.ts'
import { createWorkingTime, type WorkingTime } from '../src/calendar/working-time.ts'
import { createTestDatabase } from './database.ts'

const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())

// with changes of the clocks, working Saturdays and a night
const timeZone = 'Europe/Berlin'
const byDay = { opens: 480, closes: 1080 }
let workingTime: WorkingTime

before(async () => {
  await db.transaction(async (tx) => {
    await saveWeek(tx, [
      byDay,
      byDay,
      byDay,
      byDay,
      { opens: 480, closes: 900 },
      { opens: 540, closes: 840 },
      null,
    ])
    const night = { opens: 0, closes: 1440 }
    const date = { year: 2027, month: 3, day: 28 }
    await saveSchoolDays(tx, [{ date, kind: 'working', hours: night, name: 'Ночь в школе', source: null }])
    await rebuildCalendar(tx, timeZone)
  })
  workingTime = createWorkingTime(await loadCalendar(db, timeZone))
})

/** Pairs of moments between 2020 and 2049, most of them near to each other, some at the edges of days. */
const pairs = sql`
  with pair as materialized (
    select since, since + make_interval(secs => round((random() ^ 6 * 3e7)::numeric, 3)::double precision
      * case when random() < 0.1 then -1 else 1 end) as until
    from (
      select case when i % 4 = 0 then d.opens when i % 4 = 1 then d.closes
        else d.starts_at + make_interval(secs => round((random() * 86400)::numeric, 3)::double precision) end as since
      from (select i, date '2020-06-01' + (random() * 10000)::int as day from generate_series(1, 4000) i) as chosen
      join working_day d using (day)
    ) as moment
  )`

interface Counted {
  since: Date
  until: Date
  seconds: number
  back: Date
}

test('SQL counts as the bot does', async () => {
  const counted = await db.many<Counted>(sql`
    ${pairs}
    select since, until, working_seconds(since, until) as seconds,
      add_working_seconds(since, working_seconds(since, until)) as back
    from pair`)
  assert.equal(counted.length, 4000)
  for (const { since, until, seconds, back } of counted) {
    const expected = workingTime.between(since, until)
    const names = `${since.toISOString()} ${until.toISOString()}`
    assert.equal(Math.round(seconds * 1000), expected, names)
    assert.deepEqual(back, workingTime.add(since, expected), names)
  }
})

test('what SQL cannot know is null: before the calendar and after it', async () => {
  const { before, beyond, whole } = await db.one<Record<string, number | null>>(sql`
    select working_seconds('2019-01-01', '2026-01-01') as before,
      extract(epoch from add_working_seconds('2049-12-01', 1e7)) as beyond,
      working_seconds('2020-01-01', '2100-01-01') as whole`)
  assert.deepEqual([before, beyond], [null, null])
  const [from, to] = [new Date('2019-12-31T23:00Z'), new Date('2049-12-31T23:00Z')]
  assert.equal(whole, workingTime.between(from, to) / 1000)
})

test('nothing has passed when the end is not after the beginning', async () => {
  const row = await db.one(sql`
    select working_seconds(now(), now() - interval '1 week') as back, working_seconds(now(), now()) as same,
      add_working_seconds(timestamptz '2026-11-21 12:00+00', 0) = timestamptz '2026-11-21 12:00+00' as stays`)
  assert.deepEqual(row, { back: 0, same: 0, stays: true })
})
