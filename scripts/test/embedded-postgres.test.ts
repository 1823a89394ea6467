import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../lib/postgres/embedded-postgres.ts'
import { runScript } from './run-script.ts'

const parent = join(import.meta.dirname, 'postgres-parent.ts')

/** A folder for data; everybody may pass through unless it is closed. */
function makeFolder({ closed }: { closed: boolean }): Disposable & { dataDir: string } {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-embedded-'))
  chmodSync(folder, closed ? 0o700 : 0o711)
  return {
    dataDir: join(folder, 'data'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

test('a throwaway server speaks Russian, takes 200 connections and leaves nothing behind', async () => {
  using folder = makeFolder({ closed: false })
  const postgres = await startEmbeddedPostgres({ dataDir: folder.dataDir, durable: false })
  const [row] = await ask(
    postgres.url,
    `select to_tsvector('russian', '«Принтер» сломан — срочно')::text as words, lower('ЁЖ') as lower,
            current_setting('server_encoding') as encoding, current_setting('max_connections') as connections,
            current_setting('fsync') as fsync, 'Ёлкина' < 'Жукова' as sorted`,
  )
  await postgres.stop()
  assert.deepEqual(row, {
    words: `'принтер':1 'слома':2 'срочн':3`,
    lower: 'ёж',
    encoding: 'UTF8',
    connections: '200',
    fsync: 'off',
    sorted: true,
  })
  assert.equal(existsSync(folder.dataDir), false)
})

test('a durable server finds its data again, also in a folder that only its owner may enter', async () => {
  using folder = makeFolder({ closed: true })
  const options = { dataDir: folder.dataDir, durable: true }
  const first = await startEmbeddedPostgres(options)
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()

  const second = await startEmbeddedPostgres(options)
  assert.deepEqual(await ask(second.url, 'select answer from kept'), [{ answer: 42 }])
  assert.deepEqual(await ask(second.url, `select current_setting('fsync') as fsync`), [{ fsync: 'on' }])
  await second.stop()
  await removeEmbeddedPostgres(folder.dataDir, () => undefined)
})

test('a start after kill -9 of the parent takes the data over', async () => {
  using folder = makeFolder({ closed: false })
  const killed = runScript([process.execPath, parent, folder.dataDir])
  await killed.untilPrints(/ready/)
  killed.kill('SIGKILL')
  await killed.ended

  const next = await startEmbeddedPostgres({ dataDir: folder.dataDir, durable: true })
  assert.deepEqual(await ask(next.url, 'select answer from kept'), [{ answer: 42 }])
  await next.stop()
})

test('a pid file whose number belongs to another process by now does not keep the server down', async () => {
  using folder = makeFolder({ closed: false })
  const options = { dataDir: folder.dataDir, durable: true }
  await (await startEmbeddedPostgres(options)).stop()
  const pidFile = join(folder.dataDir, 'postmaster.pid')
  writeFileSync(pidFile, `${process.pid}\n${folder.dataDir}\n`)

  const next = await startEmbeddedPostgres(options)
  assert.notEqual(readFileSync(pidFile, 'utf8').split('\n')[0], String(process.pid))
  await next.stop()
})

test('a port that was asked for and is taken is named', async () => {
  using folder = makeFolder({ closed: false })
  const holder = createServer()
  const port = await new Promise<number>((resolve) => {
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  await assert.rejects(startEmbeddedPostgres({ dataDir: folder.dataDir, durable: false, port }), {
    message: `Postgres: port ${port} is taken`,
  })
  holder.close()
})
