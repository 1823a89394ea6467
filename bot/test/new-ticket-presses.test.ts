import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask, buttonOf, offers, press, pressAgain, says } from './chat.ts'
import { comeToCheck, comeToDescription, send, ticketsOf } from './file-a-ticket.ts'
import { type School, startSchool } from './school.ts'

let school: School

before(async () => {
  school = await startSchool()
})
after(() => school[Symbol.asyncDispose]())

test('a double tap on a choice moves on once', async () => {
  const person = await school.person('Борис', 'staff')
  await person.send('/new')
  const question = await person.waitFor(offers('Принтеры'))
  const category = buttonOf(question, 'Принтеры')
  await Promise.all([pressAgain(person, category), pressAgain(person, category)])
  await person.waitFor(says('Где это'), { since: 'start' })
  await ask(person, 'Актовый зал', 'Что случилось')
})

test('sending twice, at once and later, files one ticket and names its number', async () => {
  const person = await school.person('Вера', 'staff')
  const send = buttonOf(await comeToCheck(person), 'Отправить')
  await Promise.all([pressAgain(person, send), pressAgain(person, send)])
  await person.waitFor(says('принята'), { since: 'start' })
  assert.match((await pressAgain(person, send)) ?? '', /Эта заявка уже подана: №\d+/)
  assert.equal((await ticketsOf(school, person)).length, 1)
})

test('two devices fill in one draft, and both end in one ticket', async () => {
  const person = await school.person('Галина', 'staff')
  await comeToDescription(person)
  // the phone sends the words while the computer still shows the first question
  await Promise.all([person.send('Мигает лампа'), person.send('и гудит')])
  await press(person, 'обычная')
  await person.waitFor(offers('Отправить'), { since: 'start' })
  await send(person)
  const [ticket] = await ticketsOf(school, person)
  assert.deepEqual(ticket?.description.split('\n\n').sort(), ['Мигает лампа', 'и гудит'])
})

test('a check card that is out of date sends nothing, but shows the new one', async () => {
  const person = await school.person('Дмитрий', 'staff')
  const old = buttonOf(await comeToCheck(person), 'Отправить')
  await ask(person, 'Ещё и шумит', 'Дописали')
  assert.match((await pressAgain(person, old)) ?? '', /изменилась/)
  assert.deepEqual(await ticketsOf(school, person), [])
  await send(person)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Не печатает\n\nЕщё и шумит')
})

test('buttons of an earlier draft change nothing in the new one', async () => {
  const person = await school.person('Елена', 'staff')
  const oldSend = buttonOf(await comeToCheck(person), 'Отправить')
  await press(person, 'Отмена')
  await person.waitFor(says('Черновик удалён'), { since: 'start' })
  await comeToDescription(person, 'Столовая')
  assert.match((await pressAgain(person, oldSend)) ?? '', /прежнего черновика/)
  await ask(person, 'Шатается стол', 'Насколько это срочно')
  assert.deepEqual(await ticketsOf(school, person), [])
})

test('a button of an earlier step of the same draft corrects that field', async () => {
  const person = await school.person('Жанна', 'staff')
  await person.send('/new')
  const category = buttonOf(await person.waitFor(offers('Мебель')), 'Мебель')
  await press(person, 'Принтеры')
  await person.waitFor(says('Где это'))
  await ask(person, 'Спортзал', 'Что случилось')
  await pressAgain(person, category)
  await ask(person, 'Сломан стул', 'Мебель')
})

test('a made up button of another draft changes nothing', async () => {
  const person = await school.person('Тамара', 'staff')
  await comeToDescription(person)
  const forged = { messageId: (await person.waitFor(says('Что случилось'), { since: 'start' })).messageId }
  for (const data of [
    'd_send:00000000:0',
    'd_urg:00000000:critical',
    'd_cat:zzz:1',
    'd_place:0:0:0',
    'd_author:00000000:1',
  ]) {
    await pressAgain(person, { ...forged, data })
  }
  assert.deepEqual(await ticketsOf(school, person), [])
  await ask(person, 'Не печатает', 'Насколько это срочно')
})
