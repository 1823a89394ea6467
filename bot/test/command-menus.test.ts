import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { placeholderName } from '../src/people/ensure-admins.ts'
import { createMenu, type Menu } from '../src/people/menu.ts'
import { refreshCommandMenus } from '../src/people/refresh-command-menus.ts'
import { createTestDatabase } from './database.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

const command = (name: string, role?: string) => ({
  command: name,
  description: { ru: name, en: name },
  isFor: (reader: { role: string }) => role === undefined || reader.role === role,
})
const before = createMenu([command('help')])
const after = createMenu([command('help'), command('alerts', 'admin')])

test('a build with another list owes it to those for whom it is another, once over all replicas', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await db.run(sql`
    insert into person (telegram_id, name, role, status, unreachable_since) values
      (1, 'Ольга', 'admin', 'active', null), (2, 'Мария', 'staff', 'active', null),
      (3, 'Ушедшая', 'admin', 'left', null), (5, ${placeholderName}, 'admin', 'active', null),
      (4, 'Далёкая', 'admin', 'active', now())`)
  const owedBy = async (menu: Menu) => {
    await db.run(sql`delete from outbox`)
    await Promise.all([1, 2, 3].map(() => refreshCommandMenus(db, menu)))
    const owed = await db.many<{ chat: number; commands: { command: string }[] }>(sql`
      select chat_id as chat, payload -> 'params' -> 'commands' as commands from outbox order by chat_id`)
    return owed.map(({ chat, commands }) => [chat, commands.map((one) => one.command).join()])
  }
  assert.deepEqual(await owedBy(before), [
    [1, 'help'],
    [2, 'help'],
  ])
  assert.deepEqual(await owedBy(before), [])
  assert.deepEqual(await owedBy(after), [[1, 'help,alerts']])
  assert.deepEqual(await owedBy(after), [])
  await db.run(sql`update person set language = 'en', unreachable_since = null where telegram_id in (2, 4)`)
  assert.deepEqual(
    await owedBy(after),
    [[4, 'help,alerts']],
    'what is the same in both languages is the same',
  )
})

test('after a start with new commands people see them, and who has no chat with the bot is not taken for gone', async () => {
  await using school = await startSchool()
  const olga = await school.person('Ольга', 'admin')
  await school.stop()
  await school.db.run(sql`insert into person (telegram_id, name, role) values (424242, 'Без чата', 'staff')`)
  const [last] = (await school.sandbox.calls()).slice(-1)
  await school.start()
  const call = await school.sandbox.waitForCall(
    ({ params }) => JSON.stringify(params).includes(`${olga.id}`),
    {
      method: 'setMyCommands',
      since: last?.id ?? 0,
    },
  )
  assert.match(JSON.stringify(call.params['commands']), /"alerts".*"status"/)
  await until('nothing is owed', async () => {
    const { owed } = await school.db.one<{ owed: number }>(sql`select count(*)::int as owed from outbox`)
    return owed === 0
  })
  const { gone } = await school.db.one<{ gone: number }>(sql`
    select count(*)::int as gone from person where unreachable_since is not null`)
  assert.equal(gone, 0)
})
