import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, offers, press, says } from './chat.ts'
import { comeToCheck, comeToDescription, fileTicket, send, ticketsOf } from './file-a-ticket.ts'
import { type School, startSchool } from './school.ts'

let school: School

before(async () => {
  school = await startSchool()
})
after(() => school[Symbol.asyncDispose]())

/** The id of the message of a person that says this. */
async function messageOf(person: PersonDriver, text: string): Promise<number> {
  const found = (await person.messages()).find((message) => !message.fromBot && says(text)(message))
  assert.ok(found)
  return found.messageId
}

async function descriptionOf(id: number): Promise<string> {
  const row = await school.db.one<{ description: string }>(
    sql`select description from ticket where id = ${id}`,
  )
  return row.description
}

test('an edit before the ticket is filed corrects the draft, its words and its place', async () => {
  const person = await school.person('Анфиса', 'staff')
  await comeToCheck(person, 'Не печатаит')
  await person.edit(await messageOf(person, 'печатаит'), 'Не печатает')
  await person.waitFor(says('Исправили'))
  await person.edit(await messageOf(person, 'Кабинет 204'), 'Кабинет 205')
  await person.waitFor(says('Кабинет 205'))
  await person.edit(await messageOf(person, 'Не печатает'), 'ж'.repeat(4001))
  await person.waitFor(says('4001 знак'))
  await send(person)
  assert.deepEqual(await ticketsOf(school, person), [
    { place: 'Кабинет 205', description: 'Не печатает', urgency: 'high' },
  ])
})

test('an edit after that corrects the ticket, tells the assignee and is in the history', async () => {
  const person = await school.person('Борислав', 'staff')
  const specialist = await school.person('Вениамин', 'specialist')
  const id = await fileTicket(person, 'Не печатаит')
  await specialist.pressData(`t_take:${id}`, { forge: true })
  await person.waitFor(says('в работе'), { since: 'start' })
  await person.edit(await messageOf(person, 'печатаит'), 'Не печатает вообще')
  await person.waitFor(says('Исправили и в заявке'))
  assert.equal(await descriptionOf(id), 'Не печатает вообще')
  await specialist.waitFor(says(`Текст заявки №${id} исправлен`), { since: 'start' })
  await specialist.waitFor((message) => says('вообще')(message) && offers('Выполнено')(message), {
    since: 'start',
  })

  await person.edit(await messageOf(person, 'вообще'), 'ё'.repeat(4001))
  await person.waitFor(says('4001 знак'))
  assert.equal(await descriptionOf(id), 'Не печатает вообще')
})

test('of a description in several messages the edit corrects its own part', async () => {
  const person = await school.person('Ярополк', 'staff')
  await comeToCheck(person, 'Не горит лампа')
  await ask(person, 'и гудит', 'Дописали')
  const id = await send(person)
  await person.edit(await messageOf(person, 'лампа'), 'Не горит люстра')
  await person.waitFor(says('Исправили и в заявке'))
  assert.equal(await descriptionOf(id), 'Не горит люстра\n\nи гудит')
})

test('the caption of a photo is edited like a text, but not to nothing', async () => {
  const person = await school.person('Галактион', 'staff')
  await comeToDescription(person)
  const photo = await person.sendPhoto({ caption: 'Разбито акно' })
  await press(person, 'обычная')
  await person.waitFor(offers('Отправить'), { since: 'start' })
  const id = await send(person)
  await person.editCaption(photo.messageId, 'Разбито окно')
  await person.waitFor(says('Исправили и в заявке'))
  assert.equal(await descriptionOf(id), 'Разбито окно')
  await person.editCaption(photo.messageId, '')
  await person.waitFor(says('Пустым текст быть не может'))
  assert.equal(await descriptionOf(id), 'Разбито окно')
})

test('a comment is edited with its message', async () => {
  const person = await school.person('Дорофей', 'staff')
  const id = await fileTicket(person)
  await press(person, 'Открыть заявку')
  await press(person, 'Комментарий')
  await person.waitFor(says('Напишите комментарий'))
  await ask(person, 'Ключ на вахти', 'Добавлено к заявке')
  await person.edit(await messageOf(person, 'вахти'), 'Ключ на вахте')
  await person.waitFor(says('Исправили и в заявке'))
  const rows = await school.db.many(sql`
    select text, edited_at is not null as edited from ticket_message where ticket_id = ${id}`)
  assert.deepEqual(rows, [{ text: 'Ключ на вахте', edited: true }])
})

test('a specialist who became staff cannot rewrite what he said to a ticket', async () => {
  const person = await school.person('Ермолай', 'staff')
  const specialist = await school.person('Зиновий', 'specialist')
  const id = await fileTicket(person)
  await specialist.pressData(`t_take:${id}`, { forge: true })
  await specialist.pressData(`t_note:${id}`, { forge: true })
  await specialist.waitFor(says('Заметка к заявке'))
  const { messageId } = await specialist.send('Ключ у охраны')
  await specialist.waitFor(says('Заметка'))
  await school.db.run(sql`update person set role = 'staff' where telegram_id = ${specialist.id}`)
  await specialist.edit(messageId, 'Ключ под ковриком')
  // updates of one person come in order: the answer to the next shows that the edit was handled
  await specialist.send('/help')
  await specialist.waitFor(says('/new'))
  const rows = await school.db.many(sql`select text from ticket_message where ticket_id = ${id}`)
  assert.deepEqual(rows, [{ text: 'Ключ у охраны' }])
})

test('an edit of a message that belongs to nothing is passed over in silence', async () => {
  const person = await school.person('Евстафий', 'staff')
  const { messageId } = await person.send('/help')
  await person.waitFor(() => true)
  await person.edit(messageId, 'Просто так')
  await person.expectNone(() => true, 500)
})
