import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { says } from './chat.ts'
import { type School, startSchool } from './school.ts'

let school: School
let admin: PersonDriver

before(async () => {
  school = await startSchool()
  admin = await school.person('Ольга Андреевна', 'admin')
  await school.db.run(sql`
    insert into access_request (telegram_id, name) select 900000000 + n, 'Гость ' || n from generate_series(1, 24) as n`)
})
after(() => school[Symbol.asyncDispose]())

test('an admin who is told of a crowd looks through it ten by ten', async () => {
  const stranger = await school.stranger('Мария Ивановна')
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('Как вас называть'))
  await stranger.press('Оставить')
  await stranger.waitFor(says('Запрос отправлен'))
  await admin.waitFor(says('Ждут ответа: 25 запросов на доступ'))
  await admin.press('Показать запросы')
  await admin.waitFor(says('Осталось: 15 запросов'))
  await admin.press('Показать следующие')
  await admin.waitFor(says('Осталось: 5 запросов'))
  await admin.press('Показать следующие')
  await admin.waitFor(says('Мария Ивановна просит доступ'))
  const cards = (await admin.messages()).filter(
    (message) => message.fromBot && says('просит доступ')(message),
  )
  assert.equal(cards.length, 25)
  await admin.press('сотрудник')
  await stranger.waitFor(says('Добро пожаловать'))
})

test('he refuses all with one answer, and is asked whether he means it', async () => {
  await admin.press('Отказать всем')
  await admin.waitFor(says('Отказать всем сразу: 24 запроса'))
  const { pending } = await school.db.one<{ pending: number }>(
    sql`select count(*) as pending from access_request where status = 'pending'`,
  )
  assert.equal(pending, 24)
  await admin.press('Да, отказать всем')
  await admin.waitFor(says('Отклонено запросов на доступ: 24'), { since: 'start' })
})

test('the buttons of an admin do nothing for anybody else', async () => {
  await school.db.run(sql`insert into access_request (telegram_id, name) values (900000100, 'Гость')`)
  const teacher = await school.person('Анна', 'staff')
  for (const data of ['access-pending:0', 'access-none:100', 'access-none-sure:100']) {
    const pressed = await teacher.pressData(data, { forge: true })
    assert.match((await pressed.answered()).text ?? '', /только администраторы/, data)
  }
  const { status } = await school.db.one<{ status: string }>(
    sql`select status from access_request where telegram_id = 900000100`,
  )
  assert.equal(status, 'pending')
})
