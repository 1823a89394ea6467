import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, press, says } from './chat.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'
import { untilWaiting } from './until-waiting.ts'

/** Two connections for updates, two for the worker. */
const env = { DATABASE_POOL_MAX: '4' }

test('however many admins ask at once, nobody waits for a second connection, and the database is well', async () => {
  await using school = await startSchool({ env })
  const admins = await Promise.all(Array.from({ length: 8 }, (_, i) => school.person(`Админ ${i}`, 'admin')))
  const shown = await Promise.all(admins.map((admin) => ask(admin, '/status', 'Бот работает')))
  for (const { text = '' } of shown) assert.match(text, /✅ база данных, /)
})

test('a pool without a free connection is told as that, by the status and by the health, and never as an outage', async () => {
  await using school = await startSchool({ env })
  const olga = await school.person('Ольга', 'admin')
  const teachers = [await school.person('Мария', 'staff'), await school.person('Анна', 'staff')]
  const claimed = async () =>
    (await school.db.one<{ n: number }>(sql`select count(*)::int as n from telegram_update`)).n
  // what olga sees of /status waits behind what she sees of the others: it is looked at when the pool is full
  const hanging = await school.sandbox.fault({ method: 'sendMessage', chatId: olga.id, hang: true })
  const before = await claimed()
  for (const command of ['/help', '/help', '/help', '/status']) await olga.send(command)
  await until('all are handled', async () => (await claimed()) === before + 4)
  await school.db.transaction(async (tx) => {
    for (const { id } of teachers) await tx.run(sql`select pg_advisory_xact_lock(${id}::bigint)`)
    for (const teacher of teachers) await teacher.send('/help')
    await untilWaiting(tx, 2)
    await hanging.remove()
    const busy = await olga.waitFor(says('база данных: все соединения заняты'))
    assert.match(busy.text ?? '', /^🟡 Работает, но есть замечания\n/)
    const health = await fetch(`${school.http()}/healthz`)
    assert.equal(health.status, 200)
    assert.match(
      await health.text(),
      /"postgres":\{"status":"degraded","detail":"all connections are taken"\}/,
    )
  })
  for (const teacher of teachers) await teacher.waitFor(says('/my'))
  await press(olga, 'Обновить', says('все соединения заняты'))
  await olga.waitFor(says('✅ база данных, '))
})
