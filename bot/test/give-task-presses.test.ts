import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, buttonOf, offers, press, pressAgain, says } from './chat.ts'
import {
  comeToCheck,
  comeToDeadline,
  comeToPeople,
  isCheck,
  ordersOf,
  send,
  wednesday,
} from './give-order.ts'
import { type School, startSchool } from './school.ts'

let school: School

before(async () => {
  school = await startSchool({ now: () => wednesday })
  for (const name of ['Мария', 'Пётр']) await school.person(name, 'staff')
})
after(() => school[Symbol.asyncDispose]())

test('sending twice, at once and later, gives the order once and names its number', async () => {
  const director = await school.person('Анастасия', 'director')
  const button = buttonOf(await comeToCheck(director, 'Мария'), 'Отправить')
  await Promise.all([pressAgain(director, button), pressAgain(director, button)])
  await director.waitFor(says('✅ Поручение №'), { since: 'start' })
  assert.match((await pressAgain(director, button)) ?? '', /Это поручение уже отправлено: №\d+/)
  assert.equal((await ordersOf(school, director)).length, 1)
})

test('a last look that is out of date sends nothing, but shows the new one', async () => {
  const director = await school.person('Белла', 'director')
  const old = buttonOf(await comeToCheck(director, 'Мария'), 'Отправить')
  await ask(director, 'И подписать', 'Дописали это в поручение')
  assert.match((await pressAgain(director, old)) ?? '', /изменилось/)
  assert.deepEqual(await ordersOf(school, director), [])
  await send(director)
  assert.equal((await ordersOf(school, director))[0]?.text, 'Сдать журнал\n\nИ подписать')
})

test('buttons of an earlier draft change nothing in the new one', async () => {
  const director = await school.person('Варвара', 'director')
  const person = buttonOf(await comeToPeople(director), 'Мария')
  await ask(director, 'Мария', 'К какому сроку')
  const deadline = buttonOf(await director.waitFor(offers('Завтра')), 'Завтра')
  await press(director, 'Завтра')
  const check = await director.waitFor(isCheck)
  const old = ['Отправить', 'Сделать важным', '✏️ Кому', 'помощников'].map((label) => buttonOf(check, label))
  await press(director, 'Отмена', isCheck)
  await director.waitFor(says('Черновик удалён'))
  await comeToPeople(director, 'Другое')
  for (const button of [person, deadline, ...old]) {
    assert.match((await pressAgain(director, button)) ?? '', /прежнего черновика/)
  }
  await ask(director, 'Пётр', 'К какому сроку')
  assert.deepEqual(await ordersOf(school, director), [])
})

test('a double tap on a choice moves on once, and on a tick does not take it away', async () => {
  const director = await school.person('Дина', 'director')
  const list = await comeToPeople(director)
  const person = buttonOf(list, 'Мария')
  await Promise.all([pressAgain(director, person), pressAgain(director, person)])
  await director.waitFor(says('К какому сроку'), { since: 'start' })
  await press(director, 'Назад')
  await press(director, 'Выбрать несколько')
  const unticked = await director.waitFor(offers('Готово: 1 человек'))
  const tick = buttonOf(unticked, 'Пётр')
  await Promise.all([pressAgain(director, tick), pressAgain(director, tick)])
  await director.waitFor(offers('Готово: 2 человека'))
})

test('forged buttons of another draft do nothing', async () => {
  const director = await school.person('Ева', 'director')
  const { messageId } = await comeToDeadline(director, 'Мария')
  for (const data of [
    'give_send:00000000:0',
    'give_who:00000000:people:only:1:0',
    'give_role:00000000:people:only:staff:0',
    'give_due:00000000:at:209901010000',
    'give_move:00000000:check:each',
    'give_who:zzz:people:only:1:0',
  ]) {
    await pressAgain(director, { messageId, data })
  }
  const check = await ask(director, 'завтра', 'Проверьте поручение')
  assert.match(check.text ?? '', /👤 Мария\n📅 четверг, 19 ноября/)
  assert.deepEqual(await ordersOf(school, director), [])
})

test('somebody who was blocked in the middle gives no order', async () => {
  const director = await school.person('Фаина', 'director')
  const button = buttonOf(await comeToCheck(director, 'Мария'), 'Отправить')
  await school.db.run(sql`update person set status = 'blocked' where telegram_id = ${director.id}`)
  await pressAgain(director, button)
  assert.deepEqual(await ordersOf(school, director), [])
})
