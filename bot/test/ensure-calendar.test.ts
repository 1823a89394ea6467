import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { loadCalendar, saveWeek } from '../src/calendar/calendar-store.ts'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import { rebuildCalendar } from '../src/calendar/rebuild-calendar.ts'
import type { Database } from '../src/platform/postgres.ts'
import { createTestDatabase } from './database.ts'

const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())

const timezone = 'Europe/Moscow'
const byDay = { opens: 480, closes: 1080 }
const short = { opens: 540, closes: 900 }
const usual = [byDay, byDay, byDay, byDay, byDay, null, null]
const shorter = [short, short, short, short, short, null, null]

beforeEach(async () => {
  await db.run(sql`delete from working_hours`)
  await db.run(sql`delete from working_day`)
  await db.run(sql`update calendar_build set fingerprint = '', week_edited = false`)
})

const weekNow = async () => (await loadCalendar(db, timezone)).week
const mondayOpens = async () => {
  const { opens } = await db.one<{ opens: Date }>(sql`select opens from working_day where day = '2026-11-16'`)
  return opens.toISOString()
}

test('the first start takes the week of the configuration and writes the days from 2020 to 2049', async () => {
  await ensureCalendar(db, { timezone, week: usual })
  assert.deepEqual(await weekNow(), usual)
  const span = await db.one(
    sql`select count(*), min(day)::text as first, max(day)::text as last from working_day`,
  )
  assert.deepEqual(span, { count: 10_958, first: '2020-01-01', last: '2049-12-31' })
  assert.equal(await mondayOpens(), '2026-11-16T05:00:00.000Z')
})

test('a start with another week in the configuration takes that, as long as nobody changed it in the bot', async () => {
  await ensureCalendar(db, { timezone, week: usual })
  await ensureCalendar(db, { timezone, week: shorter })
  assert.deepEqual(await weekNow(), shorter)
  assert.equal(await mondayOpens(), '2026-11-16T06:00:00.000Z')
  await db.transaction(async (tx) => {
    await saveWeek(tx, usual)
    await rebuildCalendar(tx, timezone)
  })
  await ensureCalendar(db, { timezone, week: shorter })
  assert.deepEqual(await weekNow(), usual)
  assert.equal(await mondayOpens(), '2026-11-16T05:00:00.000Z')
})

test('a week that an admin emptied stays empty', async () => {
  const off = usual.map(() => null)
  await db.transaction((tx) => saveWeek(tx, off))
  await ensureCalendar(db, { timezone, week: usual })
  assert.deepEqual(await weekNow(), off)
})

test('another time zone is another calendar', async () => {
  await ensureCalendar(db, { timezone, week: usual })
  await ensureCalendar(db, { timezone: 'Asia/Vladivostok', week: usual })
  assert.equal(await mondayOpens(), '2026-11-15T22:00:00.000Z')
})

test('a start that has nothing to do asks once', async () => {
  await ensureCalendar(db, { timezone, week: usual })
  let asked = 0
  const counting: Database = {
    ...db,
    one(statement) {
      asked += 1
      return db.one(statement)
    },
    transaction: () => assert.fail('a transaction was begun'),
  }
  await ensureCalendar(counting, { timezone, week: usual })
  assert.equal(asked, 1)
})

test('replicas that start at once leave one calendar', async () => {
  await Promise.all([1, 2, 3, 4].map(() => ensureCalendar(db, { timezone, week: usual })))
  assert.deepEqual(await db.one(sql`select count(*) from working_day`), { count: 10_958 })
})
