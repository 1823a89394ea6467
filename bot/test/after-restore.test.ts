import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { GroupDriver } from '../../sandbox/src/driver.ts'
import { actionButtons } from '../src/tickets/ticket-buttons.ts'
import { offers, press, says } from './chat.ts'
import { forgedOnTask } from './forged-tasks.ts'
import { inDays, issuer } from './given-orders.ts'
import { file, shows } from './help-desk.ts'
import { card } from './order-cards.ts'
import { forge } from './order-rights.ts'
import { pressAll, type RestoredSchool, startRestoredSchool, take } from './restored-school.ts'
import type { School } from './school.ts'
import { until } from './until.ts'

const noTicket = /^Такой заявки нет, или она вам недоступна\. Посмотрите, пожалуйста, в \/my$/
const noTicketOfAll = /^Такой заявки нет\. Посмотрите, пожалуйста, в \/my и \/queue$/
const noOrder = /^Такого поручения нет, или оно вам недоступно\. Посмотрите, пожалуйста, в \/tasks$/
const gone = 987_654

let opened: RestoredSchool
let school: School
let group: GroupDriver

before(async () => {
  opened = await startRestoredSchool()
  school = opened.school
  group = opened.group
})
after(() => opened[Symbol.asyncDispose]())

test('the buttons of a ticket that is gone say so and where to look, to its author and to specialists', async () => {
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher)
  await take(ivan, id)
  await press(ivan, 'Спросить', shows(id, 'Исполнитель: Иван'))
  await ivan.waitFor(says('вопрос'), { since: 'start' })
  await ivan.send('Какой именно?')
  await teacher.waitFor(says('Какой именно?'))
  await opened.restore()
  await pressAll(teacher, (message) => says(`№${id}`)(message), noTicket)
  await pressAll(ivan, shows(id), noTicketOfAll)
})

test('the card of a ticket that is gone says so in the group too', async () => {
  const teacher = await school.person('Анна', 'staff')
  const ivan = await school.person('Пётр', 'specialist')
  await group.setMember(ivan, 'member')
  const { id } = await file(school, teacher)
  const shown = await until('the card', async () => (await group.messages()).findLast(shows(id)))
  await opened.restore()
  const pressed = await ivan.in(group).pressData(`t_take:${id}`, { messageId: shown.messageId })
  assert.match((await pressed.answered()).text ?? '', noTicketOfAll)
})

test('a reply to a card in the group that the bot does not know is no note, and says so', async () => {
  const teacher = await school.person('Анна', 'staff')
  const ivan = await school.person('Олег', 'specialist')
  await group.setMember(ivan, 'member')
  const { id } = await file(school, teacher)
  const shown = await until('the card', async () => (await group.messages()).findLast(shows(id)))
  await opened.restore()
  await ivan.in(group).send('Нужен картридж', { replyTo: shown.messageId })
  const told = await until('the answer', async () =>
    (await group.messages()).findLast(says('Этой карточки я уже не знаю')),
  )
  assert.match(told.text ?? '', new RegExp(`№${id} .*/queue`))
  await ivan.in(group).send('Спасибо', { replyTo: told.messageId })
  await school.sandbox.waitUntilIdle()
  const answers = (await group.messages()).filter(says('Этой карточки я уже не знаю'))
  assert.equal(answers.length, 1, 'people talk to each other there')
})

test('every button of tickets and orders is answered with words when what it is about is gone', async () => {
  const onTicket = [
    ...Object.values(actionButtons).map((button) => button.pack({ ticketId: gone, resolutionNo: 1 })),
    ...[`open:${gone}`, `rate:${gone}:5`, `files:${gone}`, `history:${gone}`, `hist_page:${gone}:0`],
    ...[`cancel_yes:${gone}`, `cancel_no:${gone}`],
  ]
  for (const role of ['staff', 'specialist'] as const) {
    const person = await school.person('Вера', role)
    for (const data of onTicket) {
      const { text } = await (await person.pressData(data, { forge: true })).answered()
      assert.match(text ?? '', role === 'staff' ? noTicket : noTicketOfAll, data)
    }
  }
  const onOrder = forgedOnTask({ taskId: gone, batchId: gone, personId: gone, draft: 'abcdef12' })
  const doer = await school.person('Глеб', 'staff')
  for (const data of onOrder.filter((one) => !/^task_(list|back)/.test(one))) {
    const { text } = await (await doer.pressData(data, { forge: true })).answered()
    assert.match(text ?? '', noOrder, data)
  }
  const lists = await school.person('Дина', 'director')
  for (const data of onOrder.filter((one) => /^task_(list|back)/.test(one))) await forge(lists, data)
  await lists.waitFor(says('Таких поручений нет'), { since: 'start' })
})

test('in English it is the same', async () => {
  const teacher = await school.person('Mary', 'staff', { language: 'en' })
  const answered = async (data: string) =>
    (await (await teacher.pressData(data, { forge: true })).answered()).text
  assert.equal(
    await answered(`open:${gone}`),
    'There is no such ticket, or it is not yours to see. Please look in /my',
  )
  assert.equal(
    await answered(`task:${gone}`),
    'There is no such order, or it is not yours to see. Please look in /tasks',
  )
  await teacher.start(`t_${gone}`)
  await teacher.waitFor(says('There is no such ticket, or it is not yours to see'))
})

test('the buttons of an order that is gone say so to its doer and to its giver', async () => {
  const head = await school.person('Елена', 'director')
  const doer = await school.person('Жанна', 'staff')
  const [task] = await issuer(school, head)([doer], { deadline: inDays(3) })
  const id = task?.id ?? 0
  await doer.waitFor(card(id), { since: 'start' })
  await press(doer, 'Отчитаться', card(id))
  await doer.waitFor(says('отчёт'), { since: 'start' })
  await doer.send('Готово')
  await press(doer, 'Отправить')
  await head.waitFor(says('Отчёт', `№${id}`), { since: 'start' })
  await opened.restore()
  await pressAll(doer, card(id), noOrder)
  await pressAll(head, says(`№${id}`), noOrder)
})

test('the card of a person who is gone, of his request and of a category says where to look', async () => {
  const admin = await school.person('Ольга', 'admin')
  const answered = async (data: string) =>
    (await (await admin.pressData(data, { forge: true })).answered()).text ?? ''
  const onPerson = ['person', 'person-roles', 'person-name', 'person-history'].map(
    (kind) => `${kind}:${gone}`,
  )
  const more = [`person-role:${gone}:staff`, `person-access:${gone}:blocked`, `offboard:${gone}:0`]
  for (const data of [...onPerson, ...more, `offboard-to:${gone}:0`, `offboard-yes:${gone}:0`]) {
    assert.equal(await answered(data), 'Такого человека нет. Посмотрите, пожалуйста, в /people', data)
  }
  assert.match(await answered(`access:${gone}:staff`), /попросит доступ ещё раз: \/start/)
  for (const data of [`cat:${gone}`, `cat_edit:${gone}:name`, `cat_archive:${gone}:archived`]) {
    assert.match(await answered(data), /Такой категории уже нет\. .*\/categories/, data)
  }
  const head = await school.person('Нина', 'director')
  const giver = await (await head.pressData(`giver:${gone}:allowed:directed:0`, { forge: true })).answered()
  assert.match(giver.text ?? '', /Такого человека нет\. .*\/givers/)
})

test('who was let in after the copy is a stranger again, and is told how to come in', async () => {
  const teacher = await school.person('Зоя', 'staff')
  const { id } = await file(school, teacher)
  const shown = await teacher.waitFor(says(`№${id}`), { since: 'start' })
  await opened.restore()
  await school.db.run(sql`delete from person where telegram_id = ${teacher.id}`)
  const pressed = await teacher.pressData(`open:${id}`, { messageId: shown.messageId, forge: true })
  assert.match((await pressed.answered()).text ?? '', /не знаю.*\/start/)
  await teacher.send('А где моя заявка?')
  await teacher.waitFor(offers('доступ'), { since: 'start' })
})
