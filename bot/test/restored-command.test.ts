import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { readTakenAt } from '../src/people/restored/taken-at.ts'
import { readTelegramIds } from '../src/people/restored/telegram-ids.ts'
import { tellRestored } from '../src/people/restored/tell-restored.ts'
import { spawnBot } from './bot-process.ts'
import { press, says } from './chat.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { startSchool } from './school.ts'

const takenAt = '2026-11-28T23:00:00Z'

async function restored(
  { url }: Pick<TestDatabase, 'url'>,
  input: string,
  at: string[] = ['--taken-at', takenAt],
): Promise<{ code: number | null; lines: string[] }> {
  const env = { TELEGRAM_TOKEN: '1:abcdefghijkl', DATABASE_URL: url }
  await using bot = spawnBot(env, ['restored', ...at], input)
  const code = await bot.ended
  return { code, lines: bot.lines }
}

const owed = ({ db }: TestDatabase) =>
  db.many<{ chat: number; text: string }>(sql`
    select chat_id as chat, payload -> 'params' ->> 'text' as text from outbox order by chat_id, id`)

const people = ({ db }: TestDatabase) =>
  db.run(sql`
    insert into person (telegram_id, name, role, language, status) values
      (11, 'Мария', 'staff', 'ru', 'active'), (12, 'Ivan', 'specialist', 'en', 'active'),
      (13, 'Ушедшая', 'staff', 'ru', 'left'), (14, 'Олег', 'staff', 'ru', 'active')`)

test('after a restore people are told in their language from which copy, and what to do', async () => {
  await using database = await createTestDatabase()
  await people(database)
  const { code, lines } = await restored(database, '11\r\n12\n12\n\n13\n99\n')
  assert.deepEqual(lines, ['queued 2, queued before 0, without access 1, not known here 1'])
  assert.equal(code, 0)
  const [mariya, ivan, ...others] = await owed(database)
  assert.equal(mariya?.chat, 11)
  assert.match(mariya?.text ?? '', /29 ноября в 02:00<\/b>\. .* не сохранилось[^]*\/my и \/tasks:/)
  assert.equal(ivan?.chat, 12)
  assert.match(ivan?.text ?? '', /29 November at 02:00<\/b>\. .* not kept[^]*\/my, \/queue and \/tasks,/)
  assert.deepEqual(others, [])
})

test('nobody is told twice of one copy, and who was left out is told by the next run', async () => {
  await using database = await createTestDatabase()
  await people(database)
  await restored(database, '11\n')
  const again = await restored(database, '11\n14', ['--taken-at', '2026-11-29T02:00:00+03:00'])
  assert.deepEqual(again.lines, ['queued 1, queued before 1, without access 0, not known here 0'])
  assert.deepEqual(
    (await owed(database)).map(({ chat }) => chat),
    [11, 14],
  )
  const other = await restored(database, '11', ['--taken-at', '2026-11-27T23:00:00Z'])
  assert.deepEqual(other.lines, ['queued 1, queued before 0, without access 0, not known here 0'])
})

test('of several runs at once one tells', async () => {
  await using database = await createTestDatabase()
  await people(database)
  const told = { takenAt: new Date(takenAt), timezone: 'Europe/Moscow', now: new Date() }
  const runs = [[11, 12], [12, 14, 11], [14]].map((telegramIds) =>
    tellRestored(database.db, { ...told, telegramIds }),
  )
  const queued = (await Promise.all(runs)).reduce((sum, run) => sum + run.queued, 0)
  assert.equal(queued, 3)
  assert.equal((await owed(database)).length, 3)
})

test('garbage is refused with the line it stands in, and nobody is told', async () => {
  await using database = await createTestDatabase()
  await people(database)
  const garbage = await restored(database, '11\nмама\n')
  assert.deepEqual(garbage, {
    code: 2,
    lines: ['stdin: line 2 is not a Telegram id; nobody is told'],
  })
  const endless = await restored(database, '1'.repeat(1_000_001))
  assert.deepEqual(endless, { code: 2, lines: ['stdin: too much; nobody is told'] })
  const day = await restored(database, '11', ['--taken-at', '2026-11-28'])
  assert.deepEqual(day, { code: 2, lines: ['--taken-at must be a moment such as 2026-11-29T23:00:00Z'] })
  assert.equal((await restored(database, '11', ['--taken', takenAt])).code, 2)
  assert.deepEqual(await owed(database), [])
})

test('a Telegram id is a positive number, and there are ten thousand at most', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => i + 1).join('\n')
  assert.deepEqual(readTelegramIds(''), { telegramIds: [] })
  assert.deepEqual(readTelegramIds('\n 7 \r\n\n7\n'), { telegramIds: [7] })
  assert.ok('telegramIds' in readTelegramIds(`${many(10_000)}\n\n`))
  assert.deepEqual(readTelegramIds(many(10_001)), { fault: 'more than 10000 lines' })
  for (const wrong of ['-100123', '0', '07', '1e5', '1 2', '9007199254740992']) {
    assert.deepEqual(readTelegramIds(`1\n${wrong}`), { fault: 'line 2 is not a Telegram id' }, wrong)
  }
})

test('the moment of a copy has its zone and lies behind', () => {
  const now = new Date('2026-11-30T00:00:00Z')
  const read = (typed: string | undefined) => readTakenAt(typed, now)
  assert.deepEqual(read('2026-11-30T02:00:00+03:00'), { takenAt: new Date('2026-11-29T23:00:00Z') })
  assert.deepEqual(read('2026-11-30T00:00:01Z'), { fault: 'has not come yet' })
  for (const wrong of [undefined, '', '2026-11-28T23:00:00', '2026-02-30T00:00:00Z', 'yesterday']) {
    assert.ok('fault' in read(wrong), wrong)
  }
})

test('nobody to tell is no fault, a database that is away is one', async () => {
  await using database = await createTestDatabase()
  const nobody = await restored(database, '')
  assert.deepEqual(nobody, {
    code: 0,
    lines: ['queued 0, queued before 0, without access 0, not known here 0'],
  })
  const away = await restored({ url: 'postgres://nobody@127.0.0.1:1/none' }, '11')
  assert.equal(away.code, 1)
})

test('ten thousand people are told by one command', async () => {
  await using database = await createTestDatabase()
  await database.db.run(sql`
    insert into person (telegram_id, name, role)
    select 1000000 + n, 'Учитель', 'staff' from generate_series(1, 10000) as n`)
  const ids = Array.from({ length: 10_000 }, (_, i) => 1_000_001 + i)
  const { lines } = await restored(database, ids.join('\n'))
  assert.deepEqual(lines, ['queued 10000, queued before 0, without access 0, not known here 0'])
})

test('the running bot sends the message, and an admin finds it in the history of the person', async () => {
  await using school = await startSchool()
  const mariya = await school.person('Мария', 'staff')
  const olga = await school.person('Ольга', 'admin')
  await restored({ url: school.databaseUrl }, `${mariya.id}`)
  await mariya.waitFor(says('Бот восстановлен из копии', '/my и /tasks'))
  await olga.send('/people')
  await press(olga, 'Мария')
  await press(olga, 'История')
  await olga.waitFor(says('восстановлен из копии', 'система'), { since: 'start' })
})
