import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labels, press, says } from './chat.ts'
import { deskOf, file, personOf, shows } from './help-desk.ts'
import { startSchool } from './school.ts'

test('the queue shows the most urgent first, a page at a time, and opens a ticket', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  for (let i = 1; i <= 7; i++) await file(school, teacher, { place: `Кабинет <${i}>` })
  const urgent = await file(school, teacher, { urgency: 'critical', place: 'Актовый зал' })
  await ivan.send('/queue')
  const first = await ivan.waitFor(says('Новые заявки'))
  assert.match(
    first.text ?? '',
    new RegExp(`^📥 Новые заявки\\n\\n🔴 №${urgent.id} · 💻 Актовый зал · только что`),
  )
  assert.match(first.text ?? '', /Кабинет <1>/)
  assert.deepEqual(labels(first).slice(0, 7), ['№8', '№1', '№2', '№3', '№4', '№5', '▶️'])
  await press(ivan, '▶️', says('Новые заявки'))
  const second = await ivan.waitFor(says('Новые заявки', 'Кабинет <7>'))
  assert.deepEqual(labels(second).slice(0, 3), ['№6', '№7', '◀️'])
  await press(ivan, '№7', says('Новые заявки'))
  await ivan.waitFor(shows(7))
})

test('the queue is filtered by whose the tickets are, by category and by urgency', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const actor = await personOf(school, ivan)
  const mine = await file(school, teacher, { place: 'Моя' })
  await deskOf(school).change({
    ticketId: mine.id,
    action: 'take',
    actor,
    now: new Date(),
    changes: { assigneeId: actor.id },
  })
  await file(school, teacher, { place: 'Столовая', categoryId: 3 })
  await file(school, teacher, { place: 'Библиотека', categoryId: 3, urgency: 'low' })
  await ivan.send('/queue')
  await press(ivan, 'Мои', says('Новые заявки'))
  const own = await ivan.waitFor(says('Мои заявки'))
  assert.deepEqual(labels(own).slice(0, 2), [`№${mine.id}`, 'Новые'])
  await press(ivan, 'Все', says('Мои заявки'))
  const all = await ivan.waitFor(says('Все открытые заявки'))
  assert.match(all.text ?? '', /Столовая[\s\S]*Моя[\s\S]*в работе: Иван[\s\S]*Библиотека/)
  await press(ivan, 'Все категории', says('Все открытые заявки'))
  await press(ivan, 'Электрика', says('какой категории'))
  await press(ivan, 'Любая срочность', says('Все открытые', 'Столовая', 'Библиотека'))
  await press(ivan, 'не к спеху', says('какой срочности'))
  const filtered = await ivan.waitFor(says('Все открытые', 'Библиотека'))
  assert.ok(!filtered.text?.includes('Столовая'))
  assert.ok(!filtered.text?.includes('Моя'))
})

test('the director looks, a teacher does not', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const director = await school.person('Пётр Ильич', 'director')
  const { id } = await file(school, teacher)
  await director.send('/queue')
  const queue = await director.waitFor(says('Новые заявки', `№${id}`))
  assert.ok(!labels(queue).includes('Мои'))
  await press(director, `№${id}`, says('Новые заявки'))
  const card = await director.waitFor(shows(id))
  assert.ok(!labels(card).some((label) => label.includes('Взять')))
  await teacher.send('/queue')
  await teacher.waitFor(says('Очередь видят'))
  const forged = await teacher.pressData('queue:all:0:any:0', { forge: true })
  assert.match((await forged.answered()).text ?? '', /Очередь видят/)
})
