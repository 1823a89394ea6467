import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, labels, press, says } from './chat.ts'
import { comeToCheck, comeToPeople, isCheck, ordersOf, send, tomorrow, wednesday } from './give-order.ts'
import { type School, startSchool } from './school.ts'

let school: School
let doer: PersonDriver

before(async () => {
  school = await startSchool({ now: () => wednesday })
  doer = await school.person('Мария Иванова', 'staff')
  await school.person('Пётр Сидоров', 'staff')
})
after(() => school[Symbol.asyncDispose]())

test('a director gives an order with four taps and a sentence', async () => {
  const director = await school.person('Елена Викторовна', 'director')
  await director.tap('📌 Дать поручение')
  await director.waitFor(says('Что нужно сделать'))
  await ask(director, 'Сдать журнал 7 «Б»', 'Кому поручаем')
  await press(director, 'Мария Иванова')
  await press(director, 'Завтра до 18:00')
  const check = await director.waitFor(isCheck, { since: 'start' })
  assert.match(
    check.text ?? '',
    /Мария Иванова\n📅 четверг, 19 ноября 2026 г\., 18:00 \(завтра\)\n📝 Сдать журнал 7 «Б»$/,
  )
  const toast = await press(director, 'Отправить')
  assert.equal(toast, 'Отправлено')
  const shown = await director.waitFor(says('Поручение отправлено', 'Мария Иванова', '19 ноября'), {
    since: 'start',
  })
  assert.equal(shown.buttons, undefined)
  await director.waitFor(says('Поручение №', 'отправлено', 'Сдать журнал 7 «Б»'), { since: 'start' })
  await doer.waitFor(says('Сдать журнал 7 «Б»'), { since: 'start' })
  assert.deepEqual(await ordersOf(school, director), [
    {
      ...{ doer: 'Мария Иванова', helpers: [], text: 'Сдать журнал 7 «Б»', importance: 'normal' },
      ...{ deadline: tomorrow, files: 0 },
    },
  ])
})

test('an order is given in words alone but for the last press', async () => {
  const director = await school.person('Ольга Петровна', 'director')
  await ask(director, '/task Проверить огнетушители', 'Кому поручаем')
  await ask(director, 'сидоров', 'К какому сроку')
  await ask(director, 'в пятницу в 15:00', 'Проверьте поручение')
  await ask(director, 'да', 'нажмите кнопку «Отправить»')
  await send(director)
  const [order] = await ordersOf(school, director)
  assert.equal(order?.doer, 'Пётр Сидоров')
  assert.equal(order?.text, 'Проверить огнетушители')
  assert.deepEqual(order?.deadline, new Date('2026-11-20T15:00:00+03:00'))
})

test('the key of a keyboard from before it was renamed gives an order too', async () => {
  const director = await school.person('Нина Павловна', 'director')
  await ask(director, '📌 Поручение', 'Что нужно сделать')
  await ask(director, 'Полить цветы', 'Кому поручаем')
  await ask(director, '📌 Поручение', 'незаконченное поручение')
})

test('the dialogue speaks English with those who want it', async () => {
  await using english = await startSchool({ now: () => wednesday })
  const director = await english.person('Helen', 'director', { language: 'en' })
  const [ann, bob] = [
    await english.person('Ann', 'staff', { language: 'en' }),
    await english.person('Bob', 'staff'),
  ]
  await director.tap('📌 New order')
  await director.waitFor(says('What is to be done?'))
  await ask(director, 'Count the chairs', 'Who is the order for?')
  await ask(director, 'ann, bob', '2 people')
  await press(director, 'One for all')
  await press(director, 'Bob', says('Who is responsible'))
  await director.waitFor(says('By when?'), { since: 'start' })
  await ask(director, 'next saturday at 3pm', 'The deadline is on a day off')
  await press(director, 'Make it important')
  const seen = JSON.stringify((await director.messages()).map(({ text, buttons }) => [text, buttons]))
  assert.doesNotMatch(seen.replace(/"👋.*?"/, ''), /[а-яё]/i)
  await press(director, 'Send')
  await director.waitFor(says('Order #1 sent'), { since: 'start' })
  await ann.waitFor(says('Count the chairs'), { since: 'start' })
  await bob.waitFor(says('Count the chairs'), { since: 'start' })
  const [order] = await ordersOf(english, director)
  assert.deepEqual([order?.doer, order?.helpers, order?.importance], ['Bob', ['Ann'], 'high'])
})

test('who may not give orders is told so in one line, and is not offered to', async () => {
  const teacher = await school.person('Анна', 'staff')
  await ask(teacher, '/task Помыть доску', 'Поручения даёт директор и те, кому он это разрешил')
  const { replyKeyboard } = await teacher.chat()
  assert.doesNotMatch(JSON.stringify(replyKeyboard), /📌 Дать поручение"/)
  await teacher.send('📌 Дать поручение')
  await teacher.waitFor(says('Поручения даёт директор'))
  assert.deepEqual(await ordersOf(school, teacher), [])
})

test('a teacher whom the director has allowed gives orders', async () => {
  const teacher = await school.person('Борис', 'staff')
  await school.db.run(sql`update person set gives_tasks = true where telegram_id = ${teacher.id}`)
  await comeToCheck(teacher, 'Мария Иванова')
  await send(teacher)
  assert.equal((await ordersOf(school, teacher)).length, 1)
})

test('who lost the permission before sending gives no order', async () => {
  const teacher = await school.person('Вера', 'staff')
  await school.db.run(sql`update person set gives_tasks = true where telegram_id = ${teacher.id}`)
  await comeToCheck(teacher, 'Мария Иванова')
  await school.db.run(sql`update person set gives_tasks = false where telegram_id = ${teacher.id}`)
  await press(teacher, 'Отправить')
  await teacher.waitFor(says('Поручения даёт директор'), { since: 'start' })
  assert.deepEqual(await ordersOf(school, teacher), [])
})

test('in a group the bot sends people to the private chat', async () => {
  const director = await school.person('Галина', 'director')
  const group = await school.sandbox.group({ title: 'Учительская', members: [director] })
  const inGroup = director.in(group)
  await inGroup.send('/task')
  await inGroup.waitFor(says('в личном чате'))
})

test('every part can be changed from the last look, and back leaves it as it was', async () => {
  const director = await school.person('Ирина', 'director')
  await comeToCheck(director, 'Мария Иванова', 'Первое')
  for (const part of ['✏️ Текст', '✏️ Кому', '✏️ Срок', 'Добавить помощников']) {
    await press(director, part)
    await press(director, 'Назад')
    await director.waitFor(isCheck)
  }
  await press(director, '✏️ Текст')
  await director.waitFor(says('Что нужно сделать'))
  await ask(director, 'Второе', 'Проверьте поручение')
  await press(director, '✏️ Кому')
  await director.waitFor(says('Кому поручаем'))
  await ask(director, 'Пётр', 'Пётр Сидоров')
  await press(director, '✏️ Срок')
  await press(director, 'До конца недели')
  await director.waitFor(isCheck)
  await press(director, 'Сделать важным')
  await director.waitFor(says('❗️ Важное'))
  await press(director, 'Сделать обычным')
  await director.waitFor((message) => isCheck(message) && !says('❗️ Важное')(message))
  await press(director, 'Сделать важным')
  await director.waitFor(says('❗️ Важное'))
  await send(director)
  assert.deepEqual(await ordersOf(school, director), [
    {
      ...{ doer: 'Пётр Сидоров', helpers: [], text: 'Второе', importance: 'high', files: 0 },
      deadline: new Date('2026-11-20T18:00:00+03:00'),
    },
  ])
})

test('those to whom orders were given lately come first, and the giver is not among them', async () => {
  const director = await school.person('Клара', 'director')
  await comeToCheck(director, 'Пётр Сидоров')
  await send(director)
  const list = await comeToPeople(director)
  assert.match(labels(list)[0] ?? '', /Пётр Сидоров/)
  assert.equal(labels(list).filter((label) => label.includes('Клара')).length, 0)
})
