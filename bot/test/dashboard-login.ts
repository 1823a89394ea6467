import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../src/platform/migrate.ts'

/** The server of the tests, where a database is made as an operator would, and not by a template. */
export const adminUrl = process.env['TEST_DATABASE_URL'] ?? ''
/** The role belongs to the server: files of tests that run at the same time give it the same password. */
export const readerPassword = createHash('sha256').update(adminUrl).digest('base64url')

const fenceFile = join(import.meta.dirname, '..', '..', 'postgres', 'init', '20-reader-fence.sql')
/** What Postgres's superuser runs in the school's database. */
export const fence = readFileSync(fenceFile, 'utf8')

/** A database of a school, owned by a user who is no superuser, as in the stack. */
export interface OwnedDatabase extends AsyncDisposable {
  ownerUrl: string
  readerUrl: string
  /** The superuser's way in. */
  url: string
  /** What the migrations warned of. */
  warnings: string[]
}

/** Who raises the fence: the superuser before the migrations, or nobody but the migrations. */
export async function createOwnedDatabase(raisedBy: 'superuser' | 'owner'): Promise<OwnedDatabase> {
  const name = `schoolbot_test_${randomBytes(6).toString('hex')}`
  const owner = `${name}_owner`
  await ask(adminUrl, [
    `create role ${owner} login password '${readerPassword}'`,
    `create database ${name} owner ${owner}`,
    `revoke all on database ${name} from public`,
    // another file of tests may be at the same
    `do $$ begin create role grafana_reader login; exception when duplicate_object or unique_violation then null; end $$`,
    `select pg_advisory_lock(77)`,
    `alter role grafana_reader login password '${readerPassword}'`,
    `grant connect on database ${name} to grafana_reader`,
  ])
  const urlOf = (user?: string) => {
    const url = new URL(adminUrl)
    url.pathname = `/${name}`
    if (user !== undefined) [url.username, url.password] = [user, readerPassword]
    return url.href
  }
  const warnings: string[] = []
  if (raisedBy === 'superuser') await ask(urlOf(), [fence])
  await migrate({ url: urlOf(owner) }, { log: (line) => warnings.push(line) })
  return {
    ...{ url: urlOf(), ownerUrl: urlOf(owner), readerUrl: urlOf('grafana_reader') },
    warnings: warnings.filter((line) => !/^applied |up to date/.test(line)),
    async [Symbol.asyncDispose]() {
      await ask(adminUrl, [
        `drop database if exists ${name} with (force)`,
        `drop owned by ${owner}`,
        `drop role ${owner}`,
      ])
    },
  }
}

/** On one connection, one after the other; gives the rows of the last. */
export async function ask(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  await using client = await connect(url)
  let rows: Record<string, unknown>[] = []
  for (const statement of statements) ({ rows } = await client.query(statement))
  return rows
}

export async function connect(url: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

/** The code with which Postgres refuses it; undefined when it does it. */
export async function refusalOf(client: pg.Client, statement: string): Promise<string | undefined> {
  try {
    await client.query(statement)
    return undefined
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : String(error)
  } finally {
    await client.query('rollback')
  }
}
