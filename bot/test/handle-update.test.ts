import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { z } from 'zod'
import { TransientFault } from '../src/platform/fault.ts'
import type { UpdateContext } from '../src/telegram/context.ts'
import { queueMessages } from '../src/telegram/outbox.ts'
import type { Router } from '../src/telegram/router.ts'
import { fsmState, type SessionStore } from '../src/telegram/session.ts'
import { memorySessions } from '../src/telegram/session-stores.ts'
import { bareBot, message } from './bare-bot.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database[Symbol.asyncDispose]())

const counter = fsmState('counter', z.object({ n: z.number() }))
const bot = (add: (router: Router<UpdateContext>) => void, sessions?: SessionStore) =>
  bareBot(database.db, add, sessions)

const owedTo = (chatId: number) =>
  database.db.many<{ text: string }>(
    sql`select payload -> 'params' ->> 'text' as text from outbox where chat_id = ${chatId} order by id`,
  )

test('a redelivered update changes nothing, also when it comes twice at once', async () => {
  const { handle } = bot((router) => {
    router.message(
      'any',
      () => true,
      (ctx) => queueMessages(ctx.tx, [{ chatId: 11, text: { html: 'ok' } }]),
    )
  })
  const update = message('привет')
  const outcomes = await Promise.all([handle(update), handle(update), handle(update)])
  outcomes.push(await handle(update))
  assert.deepEqual(outcomes.sort(), ['duplicate', 'duplicate', 'duplicate', 'handled'])
  assert.equal((await owedTo(11)).length, 1)
})

test('a programming error rolls back, is set aside with an id the person is told, and the next update goes on', async () => {
  const { handle, afterCommit, calls } = bot((router) => {
    router.command('boom', async (ctx) => {
      await queueMessages(ctx.tx, [{ chatId: 12, text: { html: 'half done' } }])
      ctx.ui.send({ html: 'must not be seen' })
      throw new TypeError('bug')
    })
    router.message(
      'any',
      () => true,
      (ctx) => queueMessages(ctx.tx, [{ chatId: 12, text: { html: 'next' } }]),
    )
  })
  const update = message('/boom', 602)
  assert.equal(await handle(update), 'set_aside')
  assert.equal(await handle(update), 'duplicate', 'a redelivery does not fail again')
  assert.equal(await handle(message('дальше', 602)), 'handled')
  await afterCommit.idle()
  assert.deepEqual(await owedTo(12), [{ text: 'next' }])
  const row = await database.db.one<{ errorId: string }>(
    sql`select error_id as "errorId" from telegram_update where update_id = ${update.update_id}`,
  )
  const [apology] = await owedTo(602)
  assert.ok(apology?.text.includes(row.errorId))
  assert.deepEqual(calls, [])
})

test('an error in the SQL of a handler is a programming error too', async () => {
  const { handle } = bot((router) => {
    router.message(
      'any',
      () => true,
      async (ctx) => {
        await ctx.tx.run(sql`select 1 / 0`)
      },
    )
  })
  assert.equal(await handle(message('делим', 603)), 'set_aside')
})

test('a fault of the connection is thrown, leaves no trace, and the update is handled the next time', async () => {
  let away = true
  const { handle } = bot((router) => {
    router.message(
      'any',
      () => true,
      async (ctx) => {
        await queueMessages(ctx.tx, [{ chatId: 13, text: { html: 'done' } }])
        if (away) await ctx.tx.run(sql`select pg_terminate_backend(pg_backend_pid())`)
      },
    )
  })
  const update = message('привет', 604)
  await assert.rejects(handle(update), TransientFault)
  away = false
  assert.equal(await handle(update), 'handled')
  assert.equal((await owedTo(13)).length, 1)
})

test('a handler cannot call Telegram inside its transaction', async () => {
  const { handle, calls } = bot((router) => {
    router.message(
      'any',
      () => true,
      async (ctx) => {
        await ctx.reply('now')
      },
    )
  })
  assert.equal(await handle(message('привет', 605)), 'set_aside')
  assert.deepEqual(calls, [])
})

test('one person is handled in order by two processes at once, and different people do not wait', async () => {
  const order: string[] = []
  const blocked = Promise.withResolvers<void>()
  const slow = (name: string) =>
    bot((router) => {
      router.message(
        'any',
        () => true,
        async (ctx) => {
          const { text } = ctx.incoming ?? {}
          order.push(`${name} begins ${text}`)
          if (text === 'first') await blocked.promise
          order.push(`${name} ends ${text}`)
        },
      )
    })
  const [a, b] = [slow('a'), slow('b')]
  const first = a.handle(message('first', 606))
  while (order.length === 0) await new Promise(setImmediate)
  const second = b.handle(message('second', 606))
  await b.handle(message('another person', 607))
  assert.deepEqual(order, ['a begins first', 'b begins another person', 'b ends another person'])
  blocked.resolve()
  await Promise.all([first, second])
  assert.deepEqual(order.slice(3), ['a ends first', 'b begins second', 'b ends second'])
})

test('the dialogue does not advance twice when the commit is lost after the session was written', async () => {
  const sessions = memorySessions()
  let loseCommit = true
  const seen: number[] = []
  const { handle } = bot((router) => {
    router.message(
      'count',
      () => true,
      (ctx) => {
        const n = (ctx.session.get(counter)?.n ?? 0) + 1
        seen.push(n)
        ctx.session.set(counter, { n })
      },
    )
  }, failingCommit(sessions))
  function failingCommit(store: SessionStore): SessionStore {
    return {
      ...store,
      async save(...saved) {
        await store.save(...saved)
        if (loseCommit) throw new TransientFault('postgres')
      },
    }
  }
  loseCommit = false
  await handle(message('один', 608))
  loseCommit = true
  const second = message('два', 608)
  await assert.rejects(handle(second))
  loseCommit = false
  await handle(second)
  await handle(message('три', 608))
  assert.deepEqual(seen, [1, 2, 2, 3])
})

test('what is shown goes out after the commit, the answer to a press first', async () => {
  const { handle, afterCommit, calls } = bot((router) => {
    router.message(
      'any',
      () => true,
      (ctx) => {
        ctx.ui.send({ html: 'a' })
        ctx.ui.send({ html: 'b' })
        assert.deepEqual(calls, [])
      },
    )
  })
  await handle(message('привет', 609))
  await afterCommit.idle()
  assert.deepEqual(
    calls.map(({ method }) => method),
    ['sendMessage', 'sendMessage'],
  )
})
