import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { Update } from 'telegraf/types'
import type { UpdateContext } from '../src/telegram/context.ts'
import type { Router } from '../src/telegram/router.ts'
import { bareBot, message } from './bare-bot.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createSeededRandom } from './seeded-random.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database[Symbol.asyncDispose]())

/** Looks at what the features look at. */
const reads = (router: Router<UpdateContext>) => {
  router.message(
    'any',
    (ctx) => ctx.chat?.type === 'private',
    async (ctx, incoming) => {
      await ctx.tx.run(sql`select ${ctx.from?.id ?? 0}::bigint, ${incoming.text ?? ''}::text`)
      ctx.ui.send({ html: 'ok' })
    },
  )
}

const person = { id: 700, is_bot: false, first_name: 'Анна', language_code: 'ru' }
const chat = { id: 700, type: 'private', first_name: 'Анна' }
const malformed: Record<string, unknown>[] = [
  { message: null },
  { message: 5 },
  { message: 'text' },
  { message: { ...{ message_id: 1, date: 0, chat: null, from: person } } },
  { message: { message_id: 1, date: 0, chat, from: { ...person, id: 'x' }, text: 'a' } },
  { message: { message_id: 1, date: 0, chat, from: { ...person, id: 1.5 }, text: 'a' } },
  { message: { message_id: 1, date: 0, chat, from: { ...person, id: 1e300 }, text: 'a' } },
  { message: { message_id: 1, date: 0, chat, from: { ...person, language_code: 7 }, text: 'a' } },
  {
    message: { message_id: 1, date: 0, chat: { ...chat, id: {} }, from: { ...person, id: null }, text: 'a' },
  },
  { message: { message_id: 1, date: 0, chat: { ...chat, id: 0.5 }, from: { ...person, id: [] }, text: 5 } },
  { message: { message_id: 1, date: 0, chat, from: person, text: { a: 1 } } },
  { edited_message: 5 },
  { callback_query: null },
  { callback_query: { id: 1, from: 7, message: 8, data: 9 } },
  { my_chat_member: 1 },
  { message_reaction: true, chat_member: [] },
]

test('an update that is no such thing is set aside once, and the next of the same person goes on', async () => {
  const { handle, metrics, afterCommit } = bareBot(database.db, reads)
  for (const [index, parts] of malformed.entries()) {
    const update = { update_id: 10_000 + index, ...parts } as unknown as Update
    const outcome = await handle(update)
    assert.match(outcome, /^(handled|ignored|set_aside)$/, JSON.stringify(update))
    assert.equal(await handle(update), 'duplicate', JSON.stringify(update))
  }
  assert.equal(await handle(message('дальше', 700)), 'handled')
  await afterCommit.idle()
  const [counted] = (await metrics.setAside.get()).values
  const { recorded } = await database.db.one<{ recorded: number }>(
    sql`select count(error_id) as recorded from telegram_update`,
  )
  assert.ok(recorded > 5, `${recorded} set aside`)
  assert.equal(counted?.value, recorded)
})

test('whatever is changed in an update, it is acknowledged', async () => {
  const { handle, afterCommit } = bareBot(database.db, reads)
  const random = createSeededRandom(9).next
  for (let i = 0; i < 400; i += 1) {
    const update = mutated({ ...message('привет', 701), update_id: 20_000 + i }, random) as Update
    await assert.doesNotReject(async () => handle(update), JSON.stringify(update))
  }
  await afterCommit.idle()
})

/** With one part, anywhere but the number, replaced by something else. */
function mutated(update: Update, random: () => number): unknown {
  const copy = structuredClone(update) as unknown as Record<string, unknown>
  const junk = [null, 5, 1.5, -1, 1e300, '', 'x', true, [], {}, [null], { id: 'x' }]
  let parent = copy
  for (;;) {
    const keys = Object.keys(parent).filter((key) => key !== 'update_id')
    const key = keys[Math.floor(random() * keys.length)] ?? 'none'
    const child = parent[key]
    if (typeof child === 'object' && child !== null && random() < 0.7) {
      parent = child as Record<string, unknown>
      continue
    }
    parent[key] = junk[Math.floor(random() * junk.length)]
    return copy
  }
}
