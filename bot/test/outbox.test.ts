import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { queue, queueMessages } from '../src/telegram/outbox.ts'
import { spawnBot } from './bot-process.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

let school: School
before(async () => {
  school = await startSchool()
})
after(() => school[Symbol.asyncDispose]())

function owe(person: PersonDriver, ...texts: string[]): Promise<void> {
  return school.db.transaction((tx) =>
    queueMessages(
      tx,
      texts.map((text) => ({ chatId: person.id, text: { html: text } })),
    ),
  )
}

async function textsOf(person: PersonDriver): Promise<string[]> {
  return (await person.messages()).flatMap(({ text }) => (text?.startsWith('owed') ? [text] : []))
}

const emptied = () =>
  until(
    'the outbox is empty',
    async () => {
      const { owed } = await school.db.one<{ owed: number }>(sql`select count(*) as owed from outbox`)
      return owed === 0
    },
    { withinMs: 30_000 },
  )

test('what is queued in one transaction arrives in order; what rolled back never does', async () => {
  const anna = await school.stranger('Анна')
  await owe(anna, 'owed 1', 'owed 2')
  await school.db
    .transaction(async (tx) => {
      await queueMessages(tx, [{ chatId: anna.id, text: { html: 'owed never' } }])
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await owe(anna, 'owed 3')
  await emptied()
  assert.deepEqual(await textsOf(anna), ['owed 1', 'owed 2', 'owed 3'])
})

test('429 with retry_after, 502 and a lost answer delay a chat and keep its order; other chats go on', async () => {
  const [boris, vera] = [await school.stranger('Борис'), await school.stranger('Вера')]
  await school.sandbox.fault({
    method: 'sendMessage',
    chatId: boris.id,
    times: 1,
    status: 429,
    retryAfter: 2,
  })
  const refused = performance.now()
  await owe(boris, 'owed 1', 'owed 2')
  await owe(vera, 'owed at once')
  await vera.waitFor((message) => message.text === 'owed at once', { since: 'start', withinMs: 1_900 })
  await emptied()
  assert.ok(performance.now() - refused >= 2_000, 'retry_after was obeyed')
  await school.sandbox.fault({ method: 'sendMessage', chatId: boris.id, times: 2, status: 502 })
  await owe(boris, 'owed 3', 'owed 4')
  await emptied()
  assert.deepEqual(await textsOf(boris), ['owed 1', 'owed 2', 'owed 3', 'owed 4'])
})

test('somebody who blocked the bot is marked unreachable and his queue does not grow stale', async () => {
  const galina = await school.person('Галина', 'staff')
  await school.sandbox.fault({
    method: 'sendMessage',
    chatId: galina.id,
    times: 1,
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  })
  await owe(galina, 'owed 1')
  await emptied()
  const row = await school.db.one<{ since: Date | null }>(
    sql`select unreachable_since as since from person where telegram_id = ${galina.id}`,
  )
  assert.ok(row.since instanceof Date)
})

test('what Telegram refuses for good does not hold up what comes after it', async () => {
  const dmitri = await school.stranger('Дмитрий')
  const payload = { method: 'sendMessage', params: { text: '<b>broken', parse_mode: 'HTML' } }
  await school.db.transaction((tx) => queue(tx, [{ chatId: dmitri.id, kind: 'call', payload }]))
  await owe(dmitri, 'owed 1')
  await emptied()
  assert.deepEqual(await textsOf(dmitri), ['owed 1'])
  const metrics = await (await fetch(`${school.http()}/metrics`)).text()
  assert.match(metrics, /bot_errors_total\{source="delivery"\} 1/)
})

test('a long text arrives as several messages with the buttons under the last', async () => {
  const elena = await school.stranger('Елена')
  const line = `owed ${'слово '.repeat(100)}`
  await school.db.transaction((tx) =>
    queueMessages(tx, [
      {
        chatId: elena.id,
        text: { html: Array(12).fill(line).join('\n') },
        keyboard: { inline: [[{ text: 'Кнопка', data: 'open:1' }]] },
      },
    ]),
  )
  await emptied()
  const parts = (await elena.messages()).filter(({ text }) => text?.startsWith('owed'))
  assert.ok(parts.length >= 2)
  assert.deepEqual(
    parts.map((message) => JSON.stringify(message).includes('Кнопка')),
    parts.map((_, i) => i === parts.length - 1),
  )
})

test('messages that a killed process held are sent by the next one within seconds', async () => {
  await using other = await startSchool()
  const fedor = await other.stranger('Фёдор')
  await other.stop()
  const first = spawnBot(other.env)
  await first.ready()
  // it dies while it waits for the answer: the job and the queue of the chat are locked by a dead process
  await other.sandbox.fault({ method: 'sendMessage', chatId: fedor.id, times: 1, hang: true })
  await other.db.transaction((tx) => queueMessages(tx, [{ chatId: fedor.id, text: { html: 'owed 1' } }]))
  await until('the job is held', async () => {
    const { held } = await other.db.one<{ held: number }>(
      sql`select count(*) as held from graphile_worker._private_jobs where locked_by is not null`,
    )
    return held > 0
  })
  await first.end('SIGKILL')
  await using second = spawnBot(other.env)
  await second.ready()
  await fedor.waitFor((message) => message.text === 'owed 1', { since: 'start', withinMs: 25_000 })
})
