import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { samples, scrape } from './metric-samples.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

async function inFlight(school: School): Promise<number | undefined> {
  return samples(await scrape(school.http()), 'schoolbot_updates_in_flight').get('')
}

const counts = (school: School, n: number) =>
  until(`${n} updates are in flight`, async () => (await inFlight(school)) === n)

/** Keeps all updates of a person waiting while `during` runs. */
async function held(school: School, personId: number, during: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: school.databaseUrl })
  await client.connect()
  await client.query('select pg_advisory_lock($1)', [personId])
  await during()
  await client.end()
}

test('what is polled counts as in flight until it is handled, also what waits behind its person', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  await counts(school, 0)
  await held(school, anna.id, async () => {
    await Promise.all([anna.send('раз'), anna.send('два'), anna.send('три')])
    await counts(school, 3)
  })
  await counts(school, 0)
})

test('so does what comes by webhook, and what fails', async () => {
  await using school = await startSchool({ mode: 'webhook' })
  const anna = await school.person('Анна', 'staff')
  await counts(school, 0)
  const send = async (id: number, from: { id: number } | undefined) => {
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': school.env['WEBHOOK_SECRET'] ?? '',
    }
    const chat = from && { id: from.id, type: 'private' }
    const body = JSON.stringify({
      update_id: id,
      message: { message_id: 1, date: 0, from, chat, text: 'раз' },
    })
    return (await fetch(`${school.http()}/telegram/webhook`, { method: 'POST', headers, body })).status
  }
  const person = { id: anna.id, is_bot: false, first_name: 'Анна' }
  let sent: Promise<number>[] = []
  await held(school, anna.id, async () => {
    sent = [send(70_001, person), send(70_002, person)]
    await counts(school, 2)
  })
  assert.deepEqual(await Promise.all(sent), [200, 200])
  await counts(school, 0)
  await school.db.pool.query('alter table telegram_update rename to gone')
  assert.equal(await send(70_003, person), 500)
  await counts(school, 0)
})
