import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, labels, offers, press, says } from './chat.ts'
import {
  batchesOf,
  comeToCheck,
  comeToDeadline,
  comeToPeople,
  isCheck,
  ordersOf,
  send,
  startSchoolOfFive,
} from './give-order.ts'
import { type School } from './school.ts'

let school: School

before(async () => {
  school = await startSchoolOfFive()
})
after(() => school[Symbol.asyncDispose]())

test('several people get an order each, all of one batch', async () => {
  const director = await school.person('Елена', 'director')
  await comeToPeople(director)
  await press(director, 'Выбрать несколько')
  for (const name of ['Анна', 'Борис', 'Глеб', 'Борис']) {
    const toast = await press(director, name, offers('Все специалисты'))
    assert.equal(toast, undefined)
  }
  await director.waitFor(says('Отмечены: Анна, Глеб'))
  await press(director, 'Готово: 2 человека')
  await press(director, 'Каждому своё: 2 поручения')
  await press(director, 'Завтра')
  await director.waitFor(says('Проверьте: 2 поручения', '2 человека, каждому своё поручение: Анна, Глеб'))
  await press(director, 'Отправить 2 поручения')
  await director.waitFor(says('✅ Отправлено: 2 поручения'), { since: 'start' })
  await press(director, '👥 Открыть поручения')
  await director.waitFor(says('Поручения, данные вместе'))
  const orders = await ordersOf(school, director)
  assert.deepEqual(
    orders.map(({ doer, helpers }) => [doer, helpers]),
    [
      ['Анна', []],
      ['Глеб', []],
    ],
  )
  assert.equal(await batchesOf(school, director), 1)
})

test('one order for all has one who answers, and the others help', async () => {
  const director = await school.person('Жанна', 'director')
  await comeToPeople(director)
  await ask(director, 'Анна, Борис и Вера', '3 человека')
  await press(director, 'Одно на всех')
  await director.waitFor(says('Кто отвечает'))
  await ask(director, 'вера', 'К какому сроку')
  await press(director, 'Завтра')
  await director.waitFor(says('Отвечает: Вера', 'Помогают: Анна, Борис'))
  await send(director)
  const [order, ...others] = await ordersOf(school, director)
  assert.deepEqual([order?.doer, order?.helpers, others.length], ['Вера', ['Анна', 'Борис'], 0])
})

test('from the last look one for all becomes an order to each, and back', async () => {
  const director = await school.person('Зоя', 'director')
  await comeToPeople(director)
  await ask(director, 'Анна, Борис', '2 человека')
  await press(director, 'Каждому своё')
  await press(director, 'Завтра')
  await press(director, 'Одно на всех', isCheck)
  await press(director, 'Борис', says('Кто отвечает'))
  await director.waitFor(says('Отвечает: Борис', 'Помогают: Анна'))
  await press(director, 'Каждому своё: 2 поручения')
  await director.waitFor(says('Проверьте: 2 поручения'))
  await send(director)
  assert.equal((await ordersOf(school, director)).length, 2)
})

test('a role is an order to everybody who has it, but not to the giver', async () => {
  const director = await school.person('Илья', 'director')
  await comeToPeople(director)
  await press(director, 'Все специалисты: 2')
  await press(director, 'Завтра')
  await director.waitFor(says('Проверьте: 2 поручения', 'Глеб, Денис'))
  await send(director)
  assert.deepEqual(
    (await ordersOf(school, director)).map(({ doer }) => doer),
    ['Глеб', 'Денис'],
  )
  const list = await comeToPeople(director)
  assert.match(labels(list)[0] ?? '', /Денис|Глеб/)

  const specialist = await school.person('Клим', 'specialist')
  await school.db.run(sql`update person set gives_tasks = true where telegram_id = ${specialist.id}`)
  const question = await comeToPeople(specialist)
  assert.ok(offers('Все специалисты: 2')(question), 'he is the third')
})

test('helpers are added to an order for one', async () => {
  const director = await school.person('Лидия', 'director')
  await comeToCheck(director, 'Анна')
  await press(director, 'Добавить помощников')
  const list = await director.waitFor(says('Кто поможет'))
  assert.ok(!labels(list).some((label) => label.endsWith('Анна')))
  await press(director, 'Глеб', says('Кто поможет'))
  await ask(director, 'Денис', 'Отмечены: Глеб, Денис')
  await press(director, 'Готово: 2 человека')
  await director.waitFor(says('Отвечает: Анна', 'Помогают: Глеб, Денис'))
  await send(director)
  assert.deepEqual((await ordersOf(school, director))[0]?.helpers, ['Глеб', 'Денис'])
})

test('a name that nobody has, or several have, is asked again', async () => {
  const director = await school.person('Майя', 'director')
  await comeToPeople(director)
  await ask(director, 'Абракадабра', 'Никого с именем «Абракадабра» не нашли')
  const some = await ask(director, 'ле', 'есть «ле»')
  assert.ok(offers('Глеб')(some) && offers('Елена')(some) && !offers('Анна')(some))
  await press(director, 'Показать всех')
  await director.waitFor(offers('Анна'))
  await ask(director, 'Борис, Абракадабра', 'Не поняли, кто это: Абракадабра')
  await director.waitFor(says('Отмечены: Борис'))
  await ask(director, 'вера', 'Отмечены: Борис, Вера')
  await press(director, 'Готово: 2 человека')
  await director.waitFor(says('2 человека.'))
})

test('steps back lead from the deadline to the beginning', async () => {
  const director = await school.person('Эмма', 'director')
  await comeToDeadline(director, 'Анна')
  await press(director, 'Назад')
  await director.waitFor((message) => labels(message).includes('✅ Анна'))
  await press(director, 'Назад')
  await director.waitFor(says('Что нужно сделать'))
  await press(director, 'Оставить как есть')
  await director.waitFor(says('К какому сроку'))
})
