import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, labels, says } from './chat.ts'
import { delivered, finish, inDays, issuer, monday } from './given-orders.ts'
import { card } from './order-cards.ts'
import { startSchool } from './school.ts'

test('what is done is apart, from the newest; orders given together when all of them are', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const maria = await school.person('Мария', 'staff')
  const petr = await school.person('Пётр', 'staff')
  const issue = issuer(school, head)
  const [first] = await issue([maria], { text: 'Старое дело' })
  const [second, third] = await issue([maria, petr], { text: 'Общее дело' })
  await finish(school, head, first, second)
  const open = await ask(head, '/tasks', 'Поручения от меня')
  assert.match(open.text ?? '', /👥 №2 и ещё 1 .+ · исполнено 1 из 2/)
  await head.press('Завершённые')
  const done = await head.waitFor(says('завершённые', 'Старое дело'))
  assert.match(done.text ?? '', /№1 🏁 исполнено · Мария · Старое дело$/)

  await finish(school, head, third)
  await head.press('Открытые')
  await head.waitFor(says('Открытых поручений от вас нет'))
  await head.press('Завершённые')
  const all = await head.waitFor(says('Общее дело'))
  assert.match(all.text ?? '', /👥 №2 и ещё 1 🏁 · исполнено 2 из 2 · Общее дело\n\n№1 🏁/)

  const mine = await ask(maria, '/tasks', 'Открытых поручений у вас нет')
  assert.ok(labels(mine).includes('● Мне · 0'))
  await maria.press('Завершённые')
  await maria.waitFor(says('№2 🏁 исполнено', '№1 🏁 исполнено'))
})

test('a director sees who is late, who has how much, and what is in which state', async () => {
  await using school = await startSchool({ now: () => monday })
  const head = await school.person('Анна', 'director')
  const deputy = await school.person('Ольга', 'staff')
  await school.db.run(sql`update person set gives_tasks = true where telegram_id = ${deputy.id}`)
  const maria = await school.person('Мария', 'staff')
  const petr = await school.person('Пётр', 'staff')
  const byDeputy = issuer(school, deputy)
  await byDeputy([maria], { deadline: inDays(-2), text: 'Отчёт' })
  await byDeputy([maria], { deadline: inDays(3) })
  await issuer(school, head)([petr], { deadline: inDays(-5 / 24), text: 'Справка' })
  await delivered(school)

  await ask(head, '/tasks', 'Поручения от меня')
  await head.press('Просроченные · 2')
  const late = await head.waitFor(says('Просроченные поручения'))
  assert.match(
    late.text ?? '',
    /№1 🔴 просрочено на 2 дня · Мария · Отчёт\n\n№3 🔴 просрочено на 5 часов · Пётр/,
  )
  await head.press('По людям')
  const loads = await head.waitFor(says('Открытые поручения по людям'))
  assert.deepEqual(labels(loads).slice(0, 2), ['Мария · 2 · 🔴 1', 'Пётр · 1 · 🔴 1'])
  await head.press('Мария · 2')
  await head.waitFor(says('Мария: открытые поручения', '№1', '№2'))
  await head.press('№2')
  await head.waitFor(card(2))
  await head.press('К списку')
  await head.waitFor(says('Мария: открытые поручения'))
  await head.press('Назад')
  await head.waitFor(says('Открытые поручения по людям'))
  await head.press('По состоянию')
  const states = await head.waitFor(says('Поручения по состоянию'))
  assert.deepEqual(labels(states).slice(0, 7), [
    ...['🆕 отправлено · 0', '📬 доставлено · 3', '🛠 в работе · 0', '📨 на проверке · 0'],
    ...['↩️ на доработке · 0', '🏁 исполнено · 0', '🚫 отменено · 0'],
  ])
  await head.press('доставлено · 3')
  await head.waitFor(says('Поручения: доставлено', '№1', '№2', '№3'))

  await ask(deputy, '/tasks', 'Поручения от меня')
  await deputy.press('Просроченные · 1')
  const own = await deputy.waitFor(says('Просроченные поручения', '№1'))
  assert.doesNotMatch(own.text ?? '', /№3/)
  await deputy.press('По состоянию')
  assert.ok(labels(await deputy.waitFor(says('по состоянию'))).includes('📬 доставлено · 2'))
})
