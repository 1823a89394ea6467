import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { confirmOffboardButton } from '../src/people/people-buttons.ts'
import { labels, press, says } from './chat.ts'
import { deskOf, file, personOf, shows, ticketOf } from './help-desk.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

test('a specialist hands a ticket over, and the other has it with all its buttons', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const petr = await school.person('Пётр', 'specialist')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await press(ivan, 'Передать', shows(id, 'Исполнитель: Иван'))
  const choice = await ivan.waitFor(says('Кому передать'))
  assert.deepEqual(labels(choice), ['Пётр', '✖️ Отмена'])
  await press(ivan, 'Пётр', says('Кому передать'))
  await ivan.waitFor(says('теперь ведёт', 'Пётр'))
  await petr.waitFor(says('Иван передаёт вам заявку'), { since: 'start' })
  const card = await petr.waitFor(shows(id, 'Исполнитель: Пётр'), { since: 'start' })
  assert.ok(labels(card).some((label) => label.includes('Выполнено')))
  await teacher.waitFor(says('теперь занимается', 'Пётр'), { since: 'start' })
  const again = await ivan.pressData(`w_to:${id}:1`, { forge: true })
  assert.match((await again.answered()).text ?? '', /уже не действует/)
})

test('those who could get a ticket come a page at a time', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const desk = deskOf(school)
  for (let i = 1; i <= 10; i++) await desk.person(`Специалист ${String(i).padStart(2, '0')}`, 'specialist')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await press(ivan, 'Передать', shows(id, 'Исполнитель: Иван'))
  await press(ivan, '▶️', says('Кому передать'))
  const page = await ivan.waitFor((message) => labels(message).includes('Специалист 10'))
  assert.deepEqual(labels(page), ['Специалист 09', 'Специалист 10', '◀️', '✖️ Отмена'])
})

test('a ticket goes back to the queue after "are you sure", and is offered to all again', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const petr = await school.person('Пётр', 'specialist')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await petr.waitFor(shows(id, 'Исполнитель: Иван'), { since: 'start' })
  await press(ivan, 'В очередь', shows(id, 'Исполнитель: Иван'))
  await press(ivan, 'Да, вернуть', says('Точно вернуть'))
  await ivan.waitFor(says('снова в очереди'))
  const offered = await petr.waitFor(
    (message) => shows(id)(message) && labels(message).some((label) => label.includes('Взять')),
    { since: 'act' },
  )
  assert.ok(offered)
  await teacher.waitFor(says('снова в очереди'), { since: 'start' })
  const { status, assigneeId } = await ticketOf(school, id)
  assert.deepEqual({ status, assigneeId }, { status: 'new', assigneeId: null })
})

test('category and urgency are changed by a choice', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher, { categoryId: 1 })
  await press(ivan, 'Срочность', shows(id))
  await press(ivan, 'урок под угрозой', says('Какая срочность'))
  await ivan.waitFor(says('Срочность заявки', 'урок под угрозой'))
  await press(ivan, 'Категория', shows(id))
  await press(ivan, 'Мебель', says('В какую категорию'))
  await ivan.waitFor(says('теперь в категории', 'Мебель'))
  const { urgency, categoryId } = await ticketOf(school, id)
  assert.deepEqual({ urgency, categoryId }, { urgency: 'critical', categoryId: 5 })
  await teacher.waitFor(says('изменена срочность'), { since: 'start' })
})

test('the work of somebody who leaves goes to a chosen person, also what waits for confirmation', async () => {
  await using school = await startSchool()
  const desk = deskOf(school)
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const petr = await school.person('Пётр', 'specialist')
  const admin = await school.person('Ольга', 'admin')
  const [mine, done] = [await file(school, teacher), await file(school, teacher)]
  const from = await personOf(school, ivan)
  await desk.change({
    ticketId: mine.id,
    action: 'take',
    actor: from,
    now: new Date(),
    changes: { assigneeId: from.id },
  })
  await desk.resolve(done.id, from, 'Готово', new Date())
  await ivan.waitFor(shows(mine.id, 'Исполнитель: Иван'), { since: 'start' })

  await school.person('Анна', 'admin')
  await offboard(school, admin, ivan, petr)
  const to = await personOf(school, petr)
  for (const { id } of [mine, done]) {
    assert.equal((await ticketOf(school, id)).assigneeId, to.id)
    await petr.waitFor(shows(id, 'Исполнитель: Пётр'), { since: 'start' })
  }
  await teacher.waitFor(says(`№${mine.id}`, 'сменился исполнитель'), { since: 'start' })
  const released = await school.db.many<{ name: string }>(sql`
    select p.name from ticket_event e join person p on p.id = e.actor_id where e.kind = 'release'`)
  assert.deepEqual(
    released.map(({ name }) => name),
    ['Ольга', 'Ольга'],
  )
  await until('the leaver has no cards left', async () =>
    (await ivan.messages()).every((message) => message.deleted || !shows(mine.id)(message)),
  )
})

test('the work of somebody who leaves goes back to the queue when nobody is chosen', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const petr = await school.person('Пётр', 'specialist')
  const admin = await school.person('Ольга', 'admin')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await petr.waitFor(shows(id, 'Исполнитель: Иван'), { since: 'start' })
  await offboard(school, admin, ivan, undefined)
  assert.equal((await ticketOf(school, id)).status, 'new')
  await petr.waitFor(
    (message) => shows(id)(message) && labels(message).some((label) => label.includes('Взять')),
    { since: 'act' },
  )
})

async function offboard(
  school: School,
  admin: PersonDriver,
  leaver: PersonDriver,
  receiver: PersonDriver | undefined,
): Promise<void> {
  const { id } = await personOf(school, leaver)
  const to = receiver === undefined ? 0 : (await personOf(school, receiver)).id
  const press = await admin.pressData(confirmOffboardButton.pack({ id, to }), { forge: true })
  await press.answered()
  assert.equal((await personOf(school, leaver)).status, 'left')
}
