// A parent of a Postgres, for tests that kill it.
import pg from 'pg'
import { startEmbeddedPostgres } from '../lib/postgres/embedded-postgres.ts'

const [dataDir = ''] = process.argv.slice(2)
const postgres = await startEmbeddedPostgres({ dataDir, durable: true })
const client = new pg.Client(postgres.url)
await client.connect()
await client.query('create table kept as select 42 as answer')
await client.end()
console.log('ready')
await postgres.ended
