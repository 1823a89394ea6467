import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { createTestDatabase } from './database.ts'

const file = join(import.meta.dirname, '..', 'migrations', '0008_grafana_reader.sql')
const [migration = ''] = readFileSync(file, 'utf8').split('-- Down Migration')

/** The migration for a role of another name, as if the server had never seen it. */
const migrationOf = (role: string) =>
  migration.replaceAll('grafana_reader', role).replaceAll('grant_kpi_views', `grant_${role}`)

const newRole = () => `role_${randomBytes(6).toString('hex')}`

/** What the server warned of meanwhile. */
async function run(url: string, query: string): Promise<string[]> {
  const client = new pg.Client(url)
  const warnings: string[] = []
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined) warnings.push(message)
  })
  await client.connect()
  try {
    await client.query(query)
    return warnings
  } finally {
    await client.end()
  }
}

async function rolesNamed(url: string, role: string): Promise<{ login: boolean; settings: string[] }[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(
    'select rolcanlogin as login, rolconfig as settings from pg_roles where rolname = $1',
    [role],
  )
  await client.end()
  return rows
}

const adminUrl = process.env['TEST_DATABASE_URL'] ?? ''

test('databases that make the role at once make one role, and all let it read', async () => {
  const role = newRole()
  {
    await using stack = new AsyncDisposableStack()
    const databases = []
    for (let n = 0; n < 4; n += 1) databases.push(stack.use(await createTestDatabase()))
    await Promise.all(databases.map(({ url }) => run(url, migrationOf(role))))
    for (const { url } of databases) await run(url, `set role ${role}; select * from kpi_task`)
    const [made] = await rolesNamed(adminUrl, role)
    assert.equal(made?.login, true)
    assert.ok(made.settings.includes('statement_timeout=15s'))
    assert.ok(made.settings.includes('default_transaction_read_only=on'))
  }
  await run(adminUrl, `drop role ${role}`)
})

test('a user who may not create roles migrates all the same, and is told what to run', async () => {
  const [role, plain, password] = [newRole(), newRole(), randomBytes(12).toString('base64url')]
  {
    await using database = await createTestDatabase()
    const asPlain = new URL(database.url)
    ;[asPlain.username, asPlain.password] = [plain, password]
    await run(adminUrl, `create role ${plain} login password '${password}'`)
    // what the owner of a database keeps when it is taken from everybody
    await run(
      database.url,
      `grant create on schema public to ${plain}; grant usage on language plpgsql to ${plain}`,
    )
    const warnings = await run(asPlain.href, migrationOf(role))
    assert.deepEqual(await rolesNamed(adminUrl, role), [])
    const told = /run: (create role .*;) Then, as the owner of the tables: (select .*;)/.exec(
      warnings[0] ?? '',
    )
    assert.ok(told?.[1] && told[2], warnings.join('\n'))

    // what he is told to run does it
    await run(adminUrl, told[1])
    await run(database.url, told[2])
    await run(database.url, `set role ${role}; select * from kpi_task`)
    const [made] = await rolesNamed(adminUrl, role)
    assert.ok(made?.settings.includes('statement_timeout=15s'))
    await run(database.url, `drop owned by ${plain} cascade`)
  }
  await run(adminUrl, `drop role ${role}; drop role ${plain}`)
})
