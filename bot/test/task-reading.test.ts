import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, labels, press, pressAgain, says } from './chat.ts'
import { delivered, inDays, issuer, monday } from './given-orders.ts'
import { personOf } from './help-desk.ts'
import { card } from './order-cards.ts'
import { createOrderDesk } from './order-desk.ts'
import { startSchool } from './school.ts'

const noSuchOrder = 'Такого поручения нет, или оно вам недоступно. Посмотрите, пожалуйста, в /tasks'

test('a teacher sees what concerns him alone, whatever list he forges', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  const petr = await school.person('Пётр', 'staff')
  await issuer(school, head)([maria], { deadline: inDays(-2), text: 'Тайное дело' })
  await delivered(school)
  const list = await ask(petr, '/tasks', 'Открытых поручений у вас нет')
  assert.deepEqual(labels(list), ['🗂 Завершённые', '● Мне · 0'])

  const { id } = await personOf(school, maria)
  const forged: [place: string, answer: string][] = [
    ['overdue:0:open', 'Просроченных поручений нет'],
    ['people:0:open', 'Открытых поручений нет'],
    [`person:${id}:open`, 'Таких поручений нет'],
    ['status:1:open', 'Поручения: доставлено'],
    ['batch:1:open', 'Поручения, данные вместе'],
    ['states:0:open', 'Поручения по состоянию'],
  ]
  for (const [place, answer] of forged) {
    await petr.pressData(`task_list:${place}:0:0`, { messageId: list.messageId, forge: true })
    const shown = await petr.waitFor(says(answer))
    assert.doesNotMatch([shown.text, ...labels(shown)].join(), /Мария|Тайное|№1|· [1-9]/, place)
  }
})

test('an order of others does not exist for a teacher, whatever he forges', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  const petr = await school.person('Пётр', 'staff')
  await issuer(school, head)([maria], { text: 'Тайное дело' })
  const { messageId } = await ask(petr, '/tasks', 'Открытых поручений у вас нет')
  const ways = [
    'task:1',
    'task_history:1',
    'task_hist_page:1:0',
    'task_files:1',
    'task_from:1:mine:0:open:0:0',
  ]
  for (const data of [...ways, 'task:999']) {
    assert.equal(await pressAgain(petr, { messageId, data }), noSuchOrder, data)
  }
  for (const link of ['o_1', 'o_999']) {
    await petr.start(link)
    assert.equal((await petr.waitFor(says('Такого поручения нет'))).text, noSuchOrder)
  }
  assert.ok(!(await petr.messages()).some(says('Тайное')))
})

test('a link opens the order of whoever may see it', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  await issuer(school, head)([maria], { text: 'Сдать журнал' })
  await head.start('o_1')
  await head.waitFor(card(1, 'Сдать журнал', 'Исполнитель: Мария'))
})

test('in a group nothing is shown of orders', async () => {
  await using school = await startSchool({ now: () => monday })
  const group = await school.sandbox.group({ title: 'Учительская', botIsAdmin: true })
  const maria = await school.person('Мария', 'staff')
  await group.setMember(maria, 'member')
  const there = maria.in(group)
  await there.send('/tasks')
  await there.waitFor(says('в личном чате'))
})

test('the history opens from the card and turns its pages in place', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  const desk = createOrderDesk(school.db)
  await issuer(school, head)([maria], { text: 'Длинное поручение' })
  await delivered(school)
  const actor = await personOf(school, maria)
  for (let i = 1; i <= 12; i++) {
    const now = new Date(monday.getTime() + i * 60_000)
    const message = { kind: 'comment' as const, text: `Слово ${i}` }
    await desk.change({ taskId: 1, action: 'comment', actor, now, message })
  }
  await press(maria, 'История', card(1))
  const newest = await maria.waitFor(says('История поручения №1', 'Слово 12'))
  assert.doesNotMatch(newest.text ?? '', /Слово 2\n|Длинное поручение/)
  await maria.press('Раньше', { messageId: newest.messageId })
  const oldest = await maria.waitFor(says('Длинное поручение', 'дано поручение', 'Слово 2'))
  assert.equal(oldest.messageId, newest.messageId)
  assert.match(oldest.text ?? '', /доставлено исполнителю · система/)
  assert.deepEqual(labels(oldest), ['Позже ➡️'])
})
