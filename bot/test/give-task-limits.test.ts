import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, buttonOf, labels, offers, press, pressAgain, says } from './chat.ts'
import {
  comeToCheck,
  comeToPeople,
  isCheck,
  ordersOf,
  send,
  startSchoolOfFive,
  wednesday,
} from './give-order.ts'
import { personOf } from './help-desk.ts'
import { type School, startSchool } from './school.ts'

let school: School

before(async () => {
  school = await startSchoolOfFive()
})
after(() => school[Symbol.asyncDispose]())

test('who has left meanwhile is dropped with a word, before the check and after it', async () => {
  await using own = await startSchoolOfFive()
  const director = await own.person('Нина', 'director')
  await comeToPeople(director)
  await ask(director, 'Анна, Борис, Вера', '3 человека')
  await press(director, 'Каждому своё')
  await own.db.run(sql`update person set status = 'left' where name = 'Анна'`)
  await press(director, 'Завтра')
  await director.waitFor(says('Больше не пользуются ботом: Анна', 'Проверьте: 2 поручения'))
  await own.db.run(sql`update person set status = 'blocked' where name = 'Борис'`)
  await press(director, 'Отправить 2 поручения')
  await director.waitFor(says('Больше не пользуются ботом: Борис', 'Проверьте поручение'))
  assert.deepEqual(await ordersOf(own, director), [])
  await send(director)
  assert.deepEqual(
    (await ordersOf(own, director)).map(({ doer }) => doer),
    ['Вера'],
  )
})

test('when the one who answers has left, another is chosen among those who were to help', async () => {
  await using own = await startSchoolOfFive()
  const director = await own.person('Олег', 'director')
  await comeToPeople(director)
  await ask(director, 'Анна, Борис, Вера', '3 человека')
  await press(director, 'Одно на всех')
  await press(director, 'Анна', says('Кто отвечает'))
  await press(director, 'Завтра')
  await own.db.run(sql`update person set status = 'left' where name = 'Анна'`)
  await press(director, 'Отправить', isCheck)
  await director.waitFor(says('Больше не пользуются ботом: Анна', 'Кто отвечает'))
  await press(director, 'Вера', says('Больше не пользуются'))
  await director.waitFor(says('Отвечает: Вера', 'Помогают: Борис'))
  await send(director)
})

test('the only doer has left: somebody else is asked for', async () => {
  await using own = await startSchoolOfFive()
  const director = await own.person('Павел', 'director')
  await comeToCheck(director, 'Анна')
  await own.db.run(sql`update person set status = 'left' where name = 'Анна'`)
  await press(director, 'Отправить')
  await director.waitFor(says('Больше не пользуются ботом: Анна', 'Кому поручаем'))
  await ask(director, 'Борис', 'Проверьте поручение')
  await send(director)
})

test('an order to a blocked person, to a stranger or to oneself is not made, whatever the button says', async () => {
  const director = await school.person('Роза', 'director')
  const blocked = await school.person('Семён', 'staff')
  await school.db.run(sql`update person set status = 'blocked' where telegram_id = ${blocked.id}`)
  const question = await comeToPeople(director)
  const real = buttonOf(question, 'Анна')
  const [prefix, draft, of, how] = real.data.split(':')
  for (const id of [(await personOf(school, blocked)).id, (await personOf(school, director)).id, 999_999]) {
    await pressAgain(director, { ...real, data: [prefix, draft, of, how, id, 0].join(':') })
    await director.waitFor(says('Этому человеку поручить нельзя', 'Кому поручаем'), { since: 'start' })
  }
  await ask(director, 'Семён', 'не нашли')
})

test('a hundred people get an order each, a hundred and one are too many', async () => {
  await using own = await startSchool({ now: () => wednesday })
  const director = await own.person('Тамара', 'director')
  await own.db.run(sql`
    insert into person (telegram_id, name, role, language)
    select 700000 + n, 'Учитель ' || lpad(n::text, 3, '0'), 'staff', 'ru' from generate_series(1, 101) as n`)
  await comeToCheck(director, 'Учитель 050')
  await send(director)
  await comeToPeople(director)
  await press(director, 'Все учителя и сотрудники: 101')
  await director.waitFor(says('101 человек, а за один раз можно не больше 100', 'Кому поручаем'))
  await press(director, 'Выбрать несколько')
  await press(director, 'Все учителя и сотрудники: 101', says('Отметьте всех'))
  await director.waitFor(says('не больше 100'))
  await own.db.run(sql`update person set status = 'left' where name = 'Учитель 101'`)
  // what the button says has changed meanwhile: everybody who is a teacher now
  await press(director, 'Все учителя и сотрудники: 101')
  await press(director, 'Учитель 001', offers('Готово: 100'))
  await press(director, 'Готово: 99 человек')
  await press(director, 'Назад')
  await press(director, 'Учитель 001', offers('Готово: 99'))
  await press(director, 'Готово: 100 человек')
  await press(director, 'Каждому своё: 100 поручений')
  await press(director, 'Завтра')
  const check = await director.waitFor(says('100 человек', 'и ещё 85'))
  assert.ok((check.text?.length ?? 0) < 4096)
  await press(director, 'Отправить 100 поручений')
  await director.waitFor(says('✅ Отправлено: 100 поручений'), { since: 'start' })
  assert.equal((await ordersOf(own, director)).length, 101)
  const list = await comeToPeople(director)
  assert.match(
    labels(list)[0] ?? '',
    /Учитель 050/,
    'an order to everybody says nothing about whom he turns to',
  )
})

test('two hundred helpers are too many, and that is said', async () => {
  await using own = await startSchool({ now: () => wednesday })
  const director = await own.person('Ульяна', 'director')
  await own.person('Яна', 'specialist')
  await own.db.run(sql`
    insert into person (telegram_id, name, role, language)
    select 700000 + n, 'Учитель ' || n, 'staff', 'ru' from generate_series(1, 200) as n`)
  await comeToCheck(director, 'Яна')
  await press(director, 'Добавить помощников')
  await press(director, 'Все учителя и сотрудники: 200')
  await director.waitFor(says('200 человек, а за один раз можно не больше 99', 'Кто поможет'))
  await press(director, 'Без помощников')
  await director.waitFor(isCheck)
})

test('whom the bot cannot write to is marked, and pointed out before sending', async () => {
  await using own = await startSchoolOfFive()
  const director = await own.person('Фёдор', 'director')
  await own.db.run(sql`update person set unreachable_since = now() where name = 'Анна'`)
  const list = await comeToPeople(director)
  assert.ok(offers('Анна 📵')(list))
  await ask(director, 'Анна', 'К какому сроку')
  await press(director, 'Завтра')
  await director.waitFor(says('Бот не может написать: Анна'))
})

test('a director who is alone is told so', async () => {
  await using own = await startSchool({ now: () => wednesday })
  const director = await own.person('Харитон', 'director')
  await ask(director, '/task Сдать журнал', 'Поручать пока некому')
})
