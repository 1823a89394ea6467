import { test } from 'node:test'
import sql from 'sql-template-tag'
import { queue } from '../src/telegram/outbox.ts'
import { workerConcurrency } from '../src/telegram/worker.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('chats that are owed more than Telegram lets through hold up nobody else', async () => {
  await using school = await startSchool()
  const quiet = await school.stranger('Тихая')
  const busy = await Promise.all(
    Array.from({ length: workerConcurrency }, (_, i) => school.stranger(`Занятая ${i}`)),
  )
  const owe = (chatId: number, times: number) =>
    school.db.transaction((tx) =>
      queue(
        tx,
        Array.from({ length: times }, (_, i) => ({
          chatId,
          kind: 'call',
          payload: { method: 'sendMessage', params: { text: `owed ${i}` } },
        })),
      ),
    )
  // far more than a chat gets at once
  await Promise.all(busy.map(({ id }) => owe(id, 12)))
  await until('every busy chat is at its limit', async () => {
    const { most } = await school.db.one<{ most: number }>(sql`
      select max(owed) as most from (
        select count(*) as owed from outbox group by chat_id) as chats`)
    return most <= 7
  })
  await owe(quiet.id, 1)
  await quiet.waitFor((message) => message.text === 'owed 0', { since: 'start', withinMs: 2_500 })
  await until(
    'all is sent in the end',
    async () => {
      const { owed } = await school.db.one<{ owed: number }>(sql`select count(*) as owed from outbox`)
      return owed === 0
    },
    { withinMs: 40_000 },
  )
})
