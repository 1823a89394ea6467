import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, buttonOf, press, pressAgain, says } from './chat.ts'
import { comeToCheck, comeToDescription, send, ticketsOf } from './file-a-ticket.ts'
import { type School, startSchool } from './school.ts'

let school: School

before(async () => {
  school = await startSchool()
})
after(() => school[Symbol.asyncDispose]())

test('a teacher files a ticket with four taps and one text, and gets the number', async () => {
  const anna = await school.person('Анна', 'staff')
  const card = await comeToCheck(anna)
  assert.match(card.text ?? '', /Принтеры[\s\S]*Кабинет 204[\s\S]*важно: сегодня[\s\S]*Не печатает/)
  await press(anna, 'Отправить')
  await anna.waitFor(says('принята'), { since: 'start' })
  const sent = await anna.waitFor(says('Заявка отправлена'), { since: 'start' })
  assert.equal(sent.buttons, undefined)
  assert.deepEqual(await ticketsOf(school, anna), [
    { place: 'Кабинет 204', description: 'Не печатает', urgency: 'high' },
  ])
})

test('the dialogue speaks English with those who want it', async () => {
  const person = await school.person('Ann', 'staff', { language: 'en' })
  await person.send('/new')
  await press(person, 'Furniture')
  await person.waitFor(says('Where is it?'))
  await ask(person, 'Room 7', 'What is wrong?')
  await ask(person, 'The chair is broken', 'How urgent is it?')
  await press(person, 'normal')
  const card = await person.waitFor(says('Please check the ticket'))
  assert.doesNotMatch(JSON.stringify([card.text, card.buttons]), /[а-яё]/i)
  await press(person, 'Send')
  await person.waitFor(says('received'), { since: 'start' })
})

test('the place of the last ticket is offered as a button', async () => {
  const person = await school.person('Фаина', 'staff')
  await comeToCheck(person)
  await send(person)
  await person.send('/new')
  await press(person, 'Мебель')
  await person.waitFor(says('Где это? Выберите место или напишите'))
  await press(person, 'Кабинет 204')
  await person.waitFor(says('Что случилось'))
})

test('a command in the middle is obeyed, and the draft can be gone on with', async () => {
  const person = await school.person('Зоя', 'staff')
  await comeToDescription(person)
  await ask(person, '/my', 'Открытых заявок нет')
  await person.send('/new')
  const offer = await person.waitFor(says('незаконченная заявка'))
  assert.match(offer.text ?? '', /Кабинет 204/)
  await press(person, 'Продолжить')
  await person.waitFor(says('Что случилось'))
  await ask(person, 'Не печатает', 'Насколько это срочно')
})

test('a draft is still there after a restart of the bot', {
  skip: process.env['TEST_REDIS_URL'] === undefined,
}, async () => {
  await using restarted = await startSchool({ redis: true })
  const person = await restarted.person('Иван', 'staff')
  await comeToDescription(person)
  await restarted.stop()
  await restarted.start()
  await ask(person, 'Не печатает', 'Насколько это срочно')
})

test('back and change lead to each field and return to the check card', async () => {
  const person = await school.person('Кира', 'staff')
  await comeToCheck(person)
  await press(person, 'Место')
  await person.waitFor(says('Где это'))
  await ask(person, 'Кабинет 7', 'Проверьте заявку')
  await press(person, 'Описание')
  await press(person, 'Назад')
  await person.waitFor(says('Проверьте заявку'))
  await press(person, 'Срочность')
  await press(person, 'не к спеху')
  await person.waitFor(says('Проверьте заявку'))
  await send(person)
  assert.deepEqual(await ticketsOf(school, person), [
    { place: 'Кабинет 7', description: 'Не печатает', urgency: 'low' },
  ])
})

test('a ticket is filed for a colleague, who is told at once', async () => {
  const person = await school.person('Роман', 'staff')
  const colleague = await school.person('Светлана Щукина', 'staff')
  await comeToCheck(person)
  await press(person, 'Подать за другого')
  await person.waitFor(says('За кого подаём'))
  await person.sendSticker()
  await person.waitFor(says('имя или фамилию коллеги'))
  await ask(person, 'Абракадабра', 'не нашли')
  await ask(person, 'щукина', 'За кого подаём')
  await press(person, 'Светлана Щукина')
  await person.waitFor(says('За коллегу: Светлана Щукина'))
  await press(person, 'Отправить')
  await colleague.waitFor(says('Роман подаёт за вас'), { since: 'start' })
  await ask(colleague, '/my', 'Не печатает')
  await ask(person, '/my', 'Не печатает')
})

test('a category that was archived meanwhile is asked for again, and all the rest is kept', async () => {
  const person = await school.person('Нина', 'staff')
  await comeToCheck(person)
  await school.db.run(sql`update category set archived_at = now() where name_ru = 'Принтеры'`)
  try {
    await press(person, 'Отправить')
    await person.waitFor(says('категорию только что убрали'), { since: 'start' })
    await press(person, 'Компьютеры')
    await person.waitFor(says('Проверьте заявку'))
    await send(person)
  } finally {
    await school.db.run(sql`update category set archived_at = null`)
  }
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Не печатает')
})

test('somebody who was blocked in the middle files nothing', async () => {
  const person = await school.person('Олег', 'staff')
  const send = buttonOf(await comeToCheck(person), 'Отправить')
  await school.db.run(sql`update person set status = 'blocked' where telegram_id = ${person.id}`)
  await pressAgain(person, send)
  assert.deepEqual(await ticketsOf(school, person), [])
})

test('a changed role does not disturb a ticket that is being filled in', async () => {
  const person = await school.person('Павел', 'staff')
  await comeToCheck(person)
  await school.db.run(sql`update person set role = 'director' where telegram_id = ${person.id}`)
  await send(person)
})

test('in a group the bot sends people to the private chat', async () => {
  const person = await school.person('Ульяна', 'staff')
  const group = await school.sandbox.group({ title: 'Учительская', members: [person] })
  const inGroup = person.in(group)
  await inGroup.send('/new')
  await inGroup.waitFor(says('Заявки подают в личном чате'))
  await inGroup.send('/my')
  await inGroup.waitFor(says('Ваши заявки открываются в личном чате'))
})
