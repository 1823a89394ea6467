import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask, press, says } from './chat.ts'
import { comeToCheck, comeToDeadline, comeToPeople, ordersOf, send, wednesday } from './give-order.ts'
import { type School, startSchool } from './school.ts'

let school: School
let now = wednesday

before(async () => {
  school = await startSchool({ now: () => now })
  for (const name of ['Мария', 'Пётр']) await school.person(name, 'staff')
})
after(() => school[Symbol.asyncDispose]())

test('a draft is still there after a restart of the bot, at every step', {
  skip: process.env['TEST_REDIS_URL'] === undefined,
}, async () => {
  await using restarted = await startSchool({ redis: true, now: () => wednesday })
  const again = async () => {
    await restarted.stop()
    await restarted.start()
  }
  const director = await restarted.person('Елена', 'director')
  for (const name of ['Анна', 'Борис', 'Вера']) await restarted.person(name, 'staff')
  await ask(director, '/task', 'Что нужно сделать')
  await again()
  await director.sendDocument({ caption: 'Заполнить таблицу' })
  await director.waitFor(says('Кому поручаем'))
  await again()
  await press(director, 'Выбрать несколько')
  await press(director, 'Анна', says('Отметьте всех'))
  await again()
  await ask(director, 'Борис', 'Отмечены: Анна, Борис')
  await press(director, 'Готово')
  await again()
  await press(director, 'Одно на всех')
  await press(director, 'Анна', says('Кто отвечает'))
  await again()
  await press(director, 'Календарь')
  await press(director, '27')
  await again()
  await ask(director, '15:00', 'пятница, 27 ноября 2026 г., 15:00')
  await press(director, 'Сделать важным')
  await again()
  await send(director)
  assert.deepEqual(await ordersOf(restarted, director), [
    {
      ...{ doer: 'Анна', helpers: ['Борис'], text: 'Заполнить таблицу', importance: 'high', files: 1 },
      deadline: new Date('2026-11-27T15:00:00+03:00'),
    },
  ])
})

test('a command in the middle is obeyed, and the draft can be gone on with or begun anew', async () => {
  const director = await school.person('Жозефина', 'director')
  await comeToDeadline(director, 'Мария', 'Первое')
  await ask(director, '/my', 'Открытых заявок нет')
  const offer = await ask(director, '/task', 'незаконченное поручение')
  assert.match(offer.text ?? '', /Мария[\s\S]*Первое/)
  await press(director, 'Продолжить')
  await ask(director, 'завтра', 'Проверьте поручение')
  await ask(director, '/task', 'незаконченное поручение')
  await press(director, 'Начать заново')
  await director.waitFor(says('Что нужно сделать'))
  await ask(director, 'Второе', 'Кому поручаем')
  await ask(director, '/cancel', 'Ничего не отправлено')
  await ask(director, '/task', 'Что нужно сделать')
})

test('words behind the command are not lost when another order is unfinished', async () => {
  const director = await school.person('Зульфия', 'director')
  await comeToPeople(director, 'Первое')
  await ask(director, '/task Второе', 'Закончить его или заменить новым')
  await press(director, 'Заменить новым')
  await director.waitFor(says('Второе', 'Кому поручаем'))
  await ask(director, 'Мария', 'К какому сроку')
  await press(director, 'Завтра')
  await send(director)
  assert.equal((await ordersOf(school, director))[0]?.text, 'Второе')
})

test('who is asked whether to go on and writes, writes the next order, not a ticket', async () => {
  const director = await school.person('Зоряна', 'director')
  await comeToPeople(director, 'Первое')
  await ask(director, '/task', 'незаконченное поручение')
  await ask(director, 'Второе', 'Закончить его или заменить новым')
  await director.sendSticker()
  await director.waitFor(says('Закончить его или заменить новым'))
  await press(director, 'Заменить новым')
  await director.waitFor(says('Второе', 'Кому поручаем'))
  await ask(director, '/task', 'незаконченное поручение')
  await ask(director, 'Третье', 'Закончить его или заменить новым')
  await press(director, 'Продолжить')
  await director.waitFor(says('Второе', 'Кому поручаем'))
  await ask(director, '/cancel', 'Ничего не отправлено')
})

test('who is asked whether to go on and sends files is told once that none is attached yet', async () => {
  const director = await school.person('Галина', 'director')
  await comeToPeople(director, 'Первое')
  await ask(director, '/task Второе', 'Закончить его или заменить новым')
  await director.sendAlbum([{ photo: true, caption: 'Плакаты' }, { photo: true }, { photo: true }])
  await director.waitFor(says('Файл пока не приложен', 'Закончить его или заменить новым'))
  await school.sandbox.waitUntilIdle()
  assert.equal((await director.messages()).filter(says('Файл пока не приложен')).length, 1)
  await press(director, 'Заменить новым')
  await director.waitFor(says('Второе', 'Кому поручаем'))
  await director.sendAlbum([{ photo: true }, { photo: true }])
  await director.waitFor(says('Приложили к поручению'))
})

test('a deadline that passed while the draft lay is asked for again', async () => {
  const director = await school.person('Инна', 'director')
  await comeToCheck(director, 'Мария')
  now = new Date('2026-11-20T09:00:00+03:00')
  try {
    await press(director, 'Отправить')
    await director.waitFor(says('его срок прошёл', 'К какому сроку'))
    assert.deepEqual(await ordersOf(school, director), [])
    await press(director, 'Сегодня')
    await director.waitFor(says('пятница, 20 ноября'))
    await send(director)
  } finally {
    now = wednesday
  }
})
