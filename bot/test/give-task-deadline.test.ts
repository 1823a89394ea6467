import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask, offers, press, says } from './chat.ts'
import { comeToDeadline, isCheck, wednesday } from './give-order.ts'
import { type School, startSchool } from './school.ts'

let school: School

before(async () => {
  school = await startSchool({ now: () => wednesday })
  await school.person('Мария Иванова', 'staff')
  await school.person('Пётр Сидоров', 'staff')
})
after(() => school[Symbol.asyncDispose]())

test('a deadline that is past, unclear or too far is asked again with examples', async () => {
  const director = await school.person('Дарья', 'director')
  await comeToDeadline(director, 'Мария Иванова')
  for (const [typed, answer] of [
    ['вчера', 'уже прошёл'],
    ['32.13', 'понять не получилось'],
    ['как-нибудь потом', 'понять не получилось'],
    ['через десять лет', 'не дальше'],
  ] as const) {
    const again = await ask(director, typed, answer)
    assert.ok(says('завтра в 15:00')(again), `${typed}: examples`)
    assert.ok(offers('Календарь')(again))
  }
  await ask(director, 'через минуту', 'через 1 минуту')
})

test('the deadline is pressed on a calendar, with a time of its own', async () => {
  const director = await school.person('Жанна', 'director')
  await comeToDeadline(director, 'Мария Иванова')
  await press(director, 'Календарь')
  await press(director, '▶️')
  await press(director, '10')
  await director.waitFor(says('До которого часа'), { since: 'start' })
  await ask(director, '16:30', 'четверг, 10 декабря 2026 г., 16:30')
})

test('a time that is not understood is asked for again, and the day that was chosen stays', async () => {
  const director = await school.person('Жанета', 'director')
  await comeToDeadline(director, 'Мария Иванова')
  await press(director, 'Календарь')
  await press(director, '▶️')
  await press(director, '10')
  await director.waitFor(says('До которого часа'), { since: 'start' })
  const again = await ask(director, 'после уроков', 'Время понять не получилось')
  assert.ok(says('чт, 10 декабря')(again))
  assert.ok(offers('15:00')(again))
  await ask(director, '16:30', 'четверг, 10 декабря 2026 г., 16:30')
})

test('a deadline on a day off or after hours is taken and pointed out', async () => {
  const director = await school.person('Зинаида', 'director')
  await comeToDeadline(director, 'Мария Иванова')
  await ask(director, 'в субботу в 12:00', 'Срок выпадает на выходной день')
  await press(director, '✏️ Срок')
  await director.waitFor(says('К какому сроку'))
  await ask(director, 'завтра в 21:00', 'в этот день школа работает с 08:00 до 18:00')
  await press(director, '✏️ Срок')
  await press(director, 'Завтра до 18:00')
  const check = await director.waitFor(isCheck)
  assert.doesNotMatch(check.text ?? '', /⚠️/)
})
