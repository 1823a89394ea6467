import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { press, says } from './chat.ts'
import { comeToCheck, ticketsOf } from './file-a-ticket.ts'
import { startSchool } from './school.ts'

test('a bot starts and works on a schema to which a newer version has added, as after a rollback', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария Ивановна', 'staff')
  await school.stop()
  for (const added of [
    sql`alter table person add column nickname text`,
    sql`alter table ticket add column floor integer not null default 1 check (floor > 0)`,
    sql`alter table ticket add constraint ticket_place_check1 check (length(place) < 1000) not valid`,
    sql`create table room (id integer primary key, name text not null)`,
    sql`insert into schema_migration (name, run_on) values ('9001_newer', now())`,
  ]) {
    await school.db.run(added)
  }
  await school.start()
  await comeToCheck(teacher)
  await press(teacher, 'Отправить')
  await teacher.waitFor(says('принята'))
  assert.equal((await ticketsOf(school, teacher)).length, 1)
})
