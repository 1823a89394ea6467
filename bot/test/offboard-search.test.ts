import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, buttonOf, labels, offers, press, pressAgain, says } from './chat.ts'
import { file, personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import { type School, startSchool } from './school.ts'

let school: School
let admin: PersonDriver
let teacher: PersonDriver
before(async () => {
  school = await startSchool()
  admin = await school.person('Ольга', 'admin')
  teacher = await school.person('Мария Учитель', 'staff')
  const desk = createOrderDesk(school.db)
  for (let i = 1; i <= 12; i++) await desk.person(`Мастер ${String(i).padStart(2, '0')}`, 'specialist')
  await desk.person('Семён Ключников', 'specialist')
})
after(() => school[Symbol.asyncDispose]())

/** A specialist who works on a ticket, and the number of it. */
async function leaver(name: string) {
  const { id } = await personOf(school, await school.person(name, 'specialist'))
  const ticket = await file(school, teacher)
  await school.db.run(
    sql`update ticket set status = 'in_progress', assignee_id = ${id} where id = ${ticket.id}`,
  )
  return { id, ticketId: ticket.id }
}

test('who takes over the work of a leaver is searched for by name, among those who could', async () => {
  const { id, ticketId } = await leaver('Уходящий Мастер')
  await admin.pressData(`offboard:${id}:0`, { forge: true })
  const list = await admin.waitFor(says('Кому передать?'))
  assert.ok(offers('🔎 Найти')(list))
  await press(admin, '🔎 Найти', says('Кому передать?'))
  await admin.waitFor(says('Кого ищем'))

  const nobody = await ask(admin, 'учитель', 'никого не нашлось')
  assert.match(nobody.text ?? '', /В работе: 1 заявка\. Кому передать\?/)
  const page = await ask(admin, 'мастер', '«мастер»: 12 · 1/2')
  assert.equal(labels(page)[0], 'Мастер 01')
  await press(admin, '▶️', says('«мастер»: 12 · 1/2'))
  const last = await admin.waitFor(says('«мастер»: 12 · 2/2'))
  assert.ok(!offers('Уходящий')(last), 'the leaver is not among them')
  await press(admin, 'Показать всех', says('2/2'))
  await admin.waitFor((message) => offers('🔎 Найти')(message) && says('Кому передать?')(message))
  await press(admin, '🔎 Найти', says('Кому передать?'))
  await admin.waitFor(says('Кого ищем'))
  const found = await ask(admin, 'ключников семен', '«ключников семен»: 1')
  await press(admin, 'Семён', says('«ключников семен»'))
  await press(admin, 'Да, оформить уход', says('1 заявка: Семён Ключников'))
  await admin.waitFor(says('больше не в боте'), { since: 'start' })
  const { name } = await school.db.one<{ name: string }>(sql`
    select p.name from ticket t join person p on p.id = t.assignee_id where t.id = ${ticketId}`)
  assert.equal(name, 'Семён Ключников')

  // the search ended with the choice: what is typed now is no name, and the old page is out of date
  assert.match(
    (await pressAgain(admin, { ...buttonOf(found, 'Семён'), data: 'offboard-found:0' })) ?? '',
    /устарел/,
  )
})

test('a search for a leaver who has nothing to do any more says so', async () => {
  const { id, ticketId } = await leaver('Второй Уходящий')
  await admin.pressData(`offboard-search:${id}`, { forge: true })
  await admin.waitFor(says('Кого ищем'))
  await school.db.run(sql`update ticket set assignee_id = null, status = 'new' where id = ${ticketId}`)
  await ask(admin, 'мастер', 'список устарел')
})
