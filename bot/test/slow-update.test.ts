import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { TransientFault } from '../src/platform/fault.ts'
import { bareBot, message } from './bare-bot.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database[Symbol.asyncDispose]())

/** A bot whose handler waits in the database for so long, of at most 50 ms. */
const slowBot = (seconds: () => number) =>
  bareBot(database.db, (router) => {
    router.message(
      'any',
      () => true,
      async (ctx) => {
        await ctx.tx.run(sql`set local statement_timeout = 50`)
        await ctx.tx.run(sql`select pg_sleep(${seconds()})`)
      },
    )
  })

test('an update that is always too slow for the database is set aside in the end', async () => {
  const { handle } = slowBot(() => 1)
  const update = message('медленно', 701)
  await assert.rejects(handle(update), TransientFault)
  await assert.rejects(handle(update), TransientFault)
  assert.equal(await handle(update), 'set_aside')
  assert.equal(await handle(update), 'duplicate')
})

test('an update that was too slow once is handled the next time', async () => {
  let seconds = 1
  const { handle } = slowBot(() => seconds)
  const update = message('медленно', 702)
  await assert.rejects(handle(update), TransientFault)
  seconds = 0
  assert.equal(await handle(update), 'handled')
})
