import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeMigrations } from '../src/platform/judge/judge-migrations.ts'
import { migrationNames, readMigration } from '../src/platform/migration-files.ts'
import { otherChanges } from './expand-only.ts'
import { newConstraints } from './expand-only-constraints.ts'
import { changesOfTables } from './expand-only-tables.ts'

/** What the version before has. */
const before = {
  name: '0001_before',
  text: `
    create table person (id integer primary key, name text not null, status text not null default 'active');
    create table ticket (id integer primary key, author_id integer not null references person, place text);
    create index ticket_author on ticket (author_id);
    create type reading as (ticket_id integer, used double precision);
    create type colour as enum ('red');
    create view kpi_ticket as select id as ticket_id, place from ticket;
    create function worked(since timestamptz) returns double precision language sql as 'select 1.0';
  `,
}

const judge = (sql: string) =>
  judgeMigrations([{ name: '0002_after', text: `-- Up Migration\n\n${sql}` }], [before])

for (const { refused, reason, instead } of [...changesOfTables, ...newConstraints, ...otherChanges]) {
  test(`refused: ${refused}`, async () => {
    const { refused: findings } = await judge(refused)
    assert.equal(findings.length, 1, JSON.stringify(findings, undefined, 2))
    const [finding] = findings
    assert.match(finding?.reason ?? '', reason)
    assert.ok((finding?.instead.length ?? 0) > 10)
    assert.equal(finding?.line, 3)
  })
  if (instead === undefined) continue
  test(`and taken instead: ${instead.replaceAll('\n', ' ')}`, async () => {
    assert.deepEqual((await judge(instead)).refused, [])
  })
}

test('what the migrations make themselves no old version knows: they may change it as they like', async () => {
  const { refused } = await judgeMigrations(
    [
      {
        name: '0002_new',
        text: 'create table room (id integer, name text); create index room_name on room (name);',
      },
      {
        name: '0003_at_once',
        text: `
          alter table room alter column name set not null, add unique (name), add column floor integer not null;
          alter table room rename column name to title;
          create trigger room_changed before update on room for each row execute function noted();
          update room set floor = 1;
          drop index room_name;
          drop table room;
          create function made() returns integer language sql as 'select 1';
          revoke execute on function made from public;
          drop function made;
          create table if not exists person (id integer);
        `,
      },
    ],
    [before],
  )
  assert.deepEqual(refused, [])
})

test('what may be there already is not new', async () => {
  const { refused } = await judge('create table if not exists person (id integer); drop table person')
  assert.equal(refused.length, 1)
})

test('a view that was made anew is none that may go', async () => {
  const { refused } = await judge(`
    drop view kpi_ticket;
    create view kpi_ticket as select id as ticket_id, place from ticket;
    drop view kpi_ticket;
  `)
  assert.deepEqual(
    refused.map(({ line }) => line),
    [6],
  )
})

test('a finding names file, line and statement, whatever letters stand before it', async () => {
  const text = `-- Up Migration

-- «ёлка» 💡
select 1; -- про ёлку
/* and
   this */ drop
     table person;

-- Down Migration

drop table ticket;
`
  const { refused } = await judgeMigrations([{ name: '0002_lines', text }], [before])
  assert.deepEqual(
    refused.map(({ file, line, statement }) => ({ file, line, statement })),
    [{ file: '0002_lines.sql', line: 6, statement: 'drop table person' }],
  )
})

test('what is no SQL is refused where it stops to be', async () => {
  const text = "-- Up Migration\n\nselect 'ё';\nalter tabel person add column x text;\n"
  const { refused } = await judgeMigrations([{ name: '0002_typo', text }], [before])
  assert.equal(refused.length, 1)
  assert.equal(refused[0]?.line, 4)
  assert.match(refused[0]?.reason ?? '', /syntax error at or near "tabel"/)
})

test('who says above a statement why it may be is believed, and quoted; who says nothing is not', async () => {
  const { refused, allowed } = await judge(`
    -- allowed: no version since March reads it,
    -- and those before cannot come back
    drop table person;
    -- allowed:
    drop table ticket; -- allowed: what stands behind a statement is not about the next one
    drop view kpi_ticket;
  `)
  assert.deepEqual(
    refused.map(({ statement }) => statement),
    ['drop table ticket', 'drop view kpi_ticket'],
  )
  assert.deepEqual(
    allowed.map(({ statement, because }) => [statement, because]),
    [['drop table person', 'no version since March reads it, and those before cannot come back']],
  )
})

test('so is who says it in the first line of a file', async () => {
  const text = '-- allowed: nobody reads it\ndrop table person;'
  const { refused, allowed } = await judgeMigrations([{ name: '0002_after', text }], [before])
  assert.deepEqual([refused.length, allowed[0]?.because], [0, 'nobody reads it'])
})

test('our first ten migrations, each as if it had come alone, would have been refused at four places', async () => {
  const names = migrationNames().filter((name) => name < '0011')
  const read = (name: string) => ({ name, text: readMigration(name) })
  const judged = await Promise.all(
    names.map((name, index) => judgeMigrations([read(name)], names.slice(0, index).map(read))),
  )
  assert.deepEqual(
    judged.flatMap(({ refused }) =>
      refused.map(({ file, line, statement }) => `${file}:${line} ${statement.slice(0, 25)}`),
    ),
    [
      '0006_ticket_clocks.sql:140 create constraint trigger',
      '0007_kpi.sql:6 create index task_deadline',
      '0008_grafana_reader.sql:21 do $$ declare settings con',
      '0008_grafana_reader.sql:55 do $$ begin execute format',
    ].map((line) => line.slice(0, line.indexOf(' ') + 26)),
  )
})

test('the parser takes no more memory than a server has to spare while it is deployed', async () => {
  const names = migrationNames()
  await judgeMigrations(
    names.map((name) => ({ name, text: readMigration(name) })),
    [],
  )
  // V8 would take 560 MB to optimise the grammar
  const megabytes = process.resourceUsage().maxRSS / 1024
  assert.ok(megabytes < 300, `${Math.round(megabytes)} MB`)
})
