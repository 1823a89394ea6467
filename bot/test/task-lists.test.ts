import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import type { Task } from '../src/tasks/task.ts'
import { ask, buttonOf, labels, pressAgain, says } from './chat.ts'
import { finish, inDays, issuer, monday } from './given-orders.ts'
import { personOf } from './help-desk.ts'
import { card } from './order-cards.ts'
import { startSchool } from './school.ts'

test('who got orders sees them by deadline, opens one and comes back to the same page', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  const issue = issuer(school, head)
  for (let day = 10; day > 0; day--) await issue([maria], { deadline: inDays(day), text: `Дело ${day}` })

  const first = await ask(maria, '/tasks', 'Поручено мне')
  assert.match(first.text ?? '', /№10 \S+ завтра · Анна · Дело 1\n\n№9 \S+ через 2 дня · Анна · Дело 2/)
  assert.deepEqual(labels(first), [
    ...['№10', '№9', '№8', '№7', '№6', '№5', '№4', '№3', '▶️'],
    ...['🗂 Завершённые', '● Мне · 10'],
  ])
  await maria.press('▶️')
  const second = await maria.waitFor(says('№2', 'Дело 9'))
  assert.equal(second.messageId, first.messageId, 'it turns in place')
  await maria.press('№1')
  const shown = await maria.waitFor(card(1, 'Дело 10'))
  assert.equal(shown.messageId, first.messageId)

  await maria.press('👌 Принял', { messageId: first.messageId })
  await maria.waitFor(card(1, '· в работе'))
  await maria.press('⬅️ К списку', { messageId: first.messageId })
  const back = await maria.waitFor(says('Поручено мне', 'Дело 9'))
  assert.match(back.text ?? '', /№1 🛠 через 10 дней/)
  assert.ok(labels(back).includes('◀️'))
})

test('by buttons alone, and in English', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Ann', 'director', { language: 'en' })
  const mary = await school.person('Mary', 'staff', { language: 'en' })
  await issuer(school, head)([mary], {
    importance: 'high',
    deadline: inDays(-1),
    text: 'Hand in the register',
  })
  await mary.start()
  await mary.tap('📋 Orders')
  const list = await mary.waitFor(says('Orders to me'))
  assert.match(list.text ?? '', /#1 ❗️ 🔴 overdue by 1 day · Ann · Hand in the register/)
  assert.deepEqual(labels(list), ['#1', '🗂 Finished', '● To me · 1'])

  const over = await ask(head, '/tasks', 'Orders from me')
  assert.match(over.text ?? '', /#1 ❗️ 🔴 overdue by 1 day · Mary · Hand in the register/)
  assert.deepEqual(labels(over), [
    ...['#1', '🗂 Finished', '➕ New order', 'To me · 0', '● From me · 1'],
    ...['Overdue · 1', 'By person', 'By state'],
  ])
  await head.press('By state')
  assert.ok(labels(await head.waitFor(says('Orders by state'))).includes('📬 delivered · 1'))
})

test('who helps sees the order too, and that he helps', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  const petr = await school.person('Пётр', 'staff')
  const { id } = await personOf(school, petr)
  await issuer(school, head)([maria], { coDoerIds: [id], text: 'Украсить зал' })
  const list = await ask(petr, '/tasks', 'Поручено мне')
  assert.match(list.text ?? '', /№1 .+ · Анна · вы помогаете · Украсить зал/)
})

test('orders given together are one line, which opens to all of them', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const teachers: PersonDriver[] = []
  for (const name of ['Мария', 'Пётр', 'Ольга']) teachers.push(await school.person(name, 'staff'))
  const issue = issuer(school, head)
  await issue(teachers.slice(0, 1), { deadline: inDays(5), text: 'Одно дело' })
  const given = await issue(teachers, { deadline: inDays(2), text: 'Сдать журналы' })
  assert.deepEqual(
    given.map(({ id }) => id),
    [2, 3, 4],
  )
  const list = await ask(head, '/tasks', 'Поручения от меня')
  assert.match(
    list.text ?? '',
    /👥 №2 и ещё 2 📅 через 2 дня · исполнено 0 из 3 · Сдать журналы\n\n№1 \S+ через 5 дней · Мария · Одно дело/,
  )
  assert.ok(labels(list).includes('● От меня · 4'), 'orders are counted, not lines')
  await head.press('👥 №2 +2')
  const batch = await head.waitFor(says('Поручения, данные вместе'))
  assert.match(batch.text ?? '', /№2 \S+ через 2 дня · Мария/)
  assert.deepEqual(labels(batch).slice(0, 4), ['№2', '№4', '№3', '⬅️ Назад'])
  await head.press('№3')
  const shown = await head.waitFor(card(3, 'Дано вместе: 3, исполнено: 0'))
  await head.press('Данные вместе: 3')
  await head.waitFor(says('Поручения, данные вместе'))
  await head.press('⬅️ Назад')
  assert.equal((await head.waitFor(says('Поручения от меня'))).messageId, shown.messageId)
})

test('an old list goes on as it was, and one that has become shorter begins anew', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  const issue = issuer(school, head)
  const tasks: Task[] = []
  for (let i = 1; i <= 9; i++) tasks.push(...(await issue([maria], { deadline: inDays(i) })))
  const list = await ask(maria, '/tasks', 'Поручено мне')
  const next = buttonOf(list, '▶️')
  await finish(school, head, ...tasks.slice(0, 5))
  await pressAgain(maria, next)
  const shown = await maria.waitFor(says('Поручено мне', '№6'))
  assert.ok(labels(shown).includes('● Мне · 4'))
})
