import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { TransientFault } from '../src/platform/fault.ts'
import { createDatabase } from '../src/platform/postgres.ts'
import { createTestDatabase } from './database.ts'

test('a column that changes its type under a running bot costs a retry, not an update', async () => {
  await using database = await createTestDatabase()
  const db = createDatabase({ url: database.url, max: 1 })
  await database.db.run(sql`create table colour (name varchar(10) not null)`)
  await database.db.run(sql`insert into colour values ('red')`)
  const read = () => db.transaction((tx) => tx.one<{ name: string }>(sql`select * from colour`))
  assert.deepEqual(await read(), { name: 'red' })
  await database.db.run(sql`alter table colour alter column name type text`)
  await assert.rejects(read, (error) => error instanceof TransientFault && error.isOutdatedPlan)
  assert.deepEqual(await read(), { name: 'red' })
  assert.deepEqual(await db.one(sql`select * from colour`), { name: 'red' })
  await database.db.run(sql`alter table colour add column shade integer`)
  await assert.rejects(db.one(sql`select * from colour`), TransientFault)
  assert.deepEqual(await db.one(sql`select * from colour`), { name: 'red', shade: null })
  await db.pool.end()
})
