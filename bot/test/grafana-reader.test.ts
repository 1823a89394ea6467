import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { migrate } from '../src/platform/migrate.ts'
import { adminUrl, readerPassword as password } from './dashboard-login.ts'

const database = `schoolbot_test_${randomBytes(6).toString('hex')}`

function urlOf(user?: { name: string; password: string }): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (user) [url.username, url.password] = [user.name, user.password]
  return url.href
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

const admin = await connect(adminUrl)
const reader = { name: 'grafana_reader', password }

before(async () => {
  await admin.query(`create database ${database}`)
  await migrate({ url: urlOf() }, { log: () => undefined })
  await admin.query(`alter role grafana_reader password '${password}'`)
})

after(async () => {
  await admin.query(`drop database if exists ${database} with (force)`)
  await admin.end()
})

test('the reader of the dashboards reads every view of the figures', async () => {
  const owner = await connect(urlOf())
  await owner.query(`
    insert into person (telegram_id, name, role) values (1, 'Мария', 'staff');
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency)
    values (gen_random_uuid(), 1, 1, 1, 'каб. 215', 'секрет', 'high');
    insert into ticket_event (ticket_id, kind, to_status) values (1, 'file', 'new')`)
  const { rows: views } = await owner.query(
    `select viewname as name from pg_views where viewname like 'kpi\\_%'`,
  )
  await owner.end()
  assert.ok(views.length >= 9)
  const client = await connect(urlOf(reader))
  for (const { name } of views) await client.query(`select * from ${name} limit 10`)
  const { rows } = await client.query('select author_name, place, outcome from kpi_ticket')
  assert.deepEqual(rows, [{ author_name: 'Мария', place: 'каб. 215', outcome: 'open' }])
  await client.end()
})

test('it reads nothing else, neither directly nor through functions', async () => {
  const client = await connect(urlOf(reader))
  const { rows: others } = await client.query(`
    select format('%I.%I', schemaname, name) as name from (
      select schemaname, tablename as name from pg_tables
      union all select schemaname, viewname from pg_views
    ) as all_names
    where schemaname not in ('pg_catalog', 'information_schema') and name not like 'kpi\\_%'`)
  const names = others.map(({ name }) => name)
  for (const known of ['person', 'ticket', 'ticket_message', 'task', 'task_message', 'outbox', 'invite']) {
    assert.ok(names.includes(`public.${known}`), known)
  }
  for (const name of names) await refused(client, `select * from ${name}`)
  await refused(client, 'select * from ticket_clock(1, now())')
  await refused(client, 'select * from ticket_clocks(now())')
  await refused(client, 'select grant_kpi_views()')
  await refused(client, `select pg_read_file('postgresql.conf')`)
  await refused(client, `select pg_ls_dir('.')`)
  await refused(client, 'select rolpassword from pg_authid')
  await refused(client, 'set role schoolbot')
  await client.end()
})

test('it writes nothing, also when it says that it wants to', async () => {
  const client = await connect(urlOf(reader))
  const writes = [
    `insert into ticket_target (urgency) values ('low')`,
    'update kpi_tasks_done set tasks = 1',
    'delete from kpi_ticket',
    'create table public.mine (id integer)',
    'create temporary table mine (id integer)',
    'create schema mine',
    'create view public.mine as select 1',
    'create function public.mine() returns integer language sql return 1',
    'truncate ticket',
    'drop view kpi_task',
    `select setval('ticket_id_seq', 1000)`,
  ]
  await assert.rejects(client.query('create table public.mine (id integer)'), { code: '25006' })
  await client.query('set default_transaction_read_only = off')
  for (const write of writes) await refused(client, write)
  await client.end()
})

test('a long query of it is cut', async () => {
  const client = await connect(urlOf(reader))
  const { rows } = await client.query('show statement_timeout')
  assert.deepEqual(rows, [{ statement_timeout: '15s' }])
  const asked = performance.now()
  await assert.rejects(client.query('select pg_sleep(60)'), { code: '57014' })
  assert.ok(performance.now() - asked < 20_000)
  await client.end()
})

/** Refused for want of the right, and not for another reason. */
async function refused(client: pg.Client, query: string): Promise<void> {
  await assert.rejects(client.query(query), (error: { code?: string }) => {
    // 42809 and 55000: a view of the figures is not one that could be written to
    assert.ok(['42501', '55000', '42809'].includes(error.code ?? ''), `${query}: ${error.code}`)
    return true
  })
}
