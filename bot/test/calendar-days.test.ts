import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarAudit, now, openMonth, openOn, showsMonth, specialDays } from './calendar-desk.ts'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'
import { startSchool } from './school.ts'

test('an admin marks a day off, gives a day hours of its own, and makes it usual again', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  const december = await openMonth(admin, 'Декабрь 2026')
  await press(admin, '24', ({ messageId }) => messageId === december.messageId)
  await admin.waitFor(says('четверг, 24 декабря', 'Сейчас: рабочий день, 8:00–18:00', 'Как отметить?'))
  await press(admin, 'Выходной')
  await admin.waitFor(says('Как это назвать?'))
  await ask(admin, '...', 'не подойдёт')
  await admin.waitFor(says('Как это назвать?'))
  await ask(admin, 'День <школы>', 'Сохранено. Действует с 24 декабря.')
  const marked = await admin.waitFor(showsMonth('Декабрь 2026'))
  assert.ok(says('🔴 24 декабря: День <школы>')(marked), marked.text)
  assert.equal(await openOn(school, '2026-12-24'), null)

  await press(admin, '24*')
  await admin.waitFor(says('Сейчас: выходной, «День <школы>»'))
  await press(admin, 'Рабочий день')
  await admin.waitFor(says('В какие часы'))
  await ask(admin, '14-8', 'позже, чем начинается')
  await ask(admin, 'с 8:30 до 13', 'Как это назвать?')
  assert.equal(await press(admin, 'Сокращённый день'), 'Сохранено. Действует с 24 декабря.')
  assert.equal(await openOn(school, '2026-12-24'), '08:30-13:00')
  assert.deepEqual(await specialDays(school, '2026-12-20', '2026-12-30'), [
    '2026-12-24 working Сокращённый день 08:30-13:00',
  ])

  await press(admin, '24!')
  await press(admin, 'Как обычно')
  await admin.waitFor((message) => showsMonth('Декабрь 2026')(message) && labels(message).includes('24'))
  assert.equal(await openOn(school, '2026-12-24'), '08:00-18:00')
  assert.deepEqual(
    (await calendarAudit(school)).map(({ action, details }) => [action, details]),
    [
      ['calendar.days_changed', { ...on24, kind: 'holiday', name: 'День <школы>', days: 1, replaced: 0 }],
      [
        'calendar.days_changed',
        { ...on24, kind: 'working', name: 'Сокращённый день', hours: '8:30–13:00', days: 1, replaced: 1 },
      ],
      ['calendar.days_changed', { ...on24, kind: 'usual', days: 1, replaced: 0 }],
    ],
  )
})
const on24 = { from: '24.12.2026', to: '24.12.2026' }

test('vacations of months are shown before they are saved, and leave the holidays within them their names', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await openMonth(admin, 'Ноябрь 2026')
  await press(admin, 'Ввести даты')
  for (const [typed, words] of [
    ['каникулы', 'Не получилось прочитать'],
    ['32.13', 'Такого дня в календаре нет'],
    ['31.08.2027-1.06.2027', 'позже последнего'],
    ['1.09.2026-31.05.2027', 'больше 150 дней'],
    ['1.06.2061', 'с 2020 по 2049'],
  ] as const) {
    await ask(admin, typed, words)
  }
  await ask(admin, '1.06-31.08', '1 июня – 31 августа 2027 (92 дня)')
  await ask(admin, 'летом', 'Выберите, пожалуйста, кнопкой')
  await press(admin, 'Каникулы')
  await press(admin, 'Летние каникулы')
  const question = await admin.waitFor(says('Изменится: 90 дней', 'сохранят свои названия: 2 дня'))
  await ask(admin, 'да', 'Ответьте, пожалуйста, кнопкой')
  assert.deepEqual(await specialDays(school, '2027-07-01', '2027-07-01'), [])
  assert.match((await pressAgain(admin, buttonOf(question, 'Сохранить'))) ?? '', /Действует с 1 июня 2027/)
  const june = await admin.waitFor(showsMonth('Июнь 2027'))
  assert.ok(says('🏖 1–11 июня 2027: Летние каникулы', '🔴 12 июня 2027: День России')(june), june.text)
  assert.match((await pressAgain(admin, buttonOf(question, 'Сохранить'))) ?? '', /устарел/)

  await press(admin, 'Ввести даты')
  await ask(admin, '1.06-31.08', 'Уже отмечены:')
  await press(admin, 'Как обычно')
  await admin.waitFor(says('Изменится: 92 дня', 'Сейчас там уже отмечено (92 дня):', 'День России'))
  await press(admin, 'Не менять')
  await admin.waitFor(showsMonth('Июнь 2027'))
  assert.equal((await specialDays(school, '2027-06-01', '2027-08-31')).length, 92)
})

test('a question that another admin has overtaken is asked again', async () => {
  await using school = await startSchool({ now })
  const olga = await school.person('Ольга', 'admin')
  const pavel = await school.person('Pavel', 'admin', { language: 'en' })
  await openMonth(olga, 'Ноябрь 2026')
  await press(olga, 'Ввести даты')
  await ask(olga, '1.03-15.03', '15 дней')
  await press(olga, 'Каникулы')
  await press(olga, 'Весенние каникулы')
  await olga.waitFor(says('Изменится: 14 дней'))

  await ask(pavel, '/calendar', 'November 2026')
  await press(pavel, 'Type dates')
  await ask(pavel, '2027-03-10', 'How shall we mark it?')
  await press(pavel, 'Working day')
  await press(pavel, '9:00–14:00')
  assert.equal(await press(pavel, 'Short day'), 'Saved. It holds from 10 March 2027.')

  assert.match((await press(olga, 'Сохранить')) ?? '', /календарь изменили/)
  await olga.waitFor(says('Изменится: 14 дней', '🟢 10 марта 2027: Short day, 9:00–14:00'))
  assert.match((await press(olga, 'Сохранить')) ?? '', /Сохранено/)
  assert.deepEqual(await specialDays(school, '2027-03-08', '2027-03-10'), [
    '2027-03-08 holiday Международный женский день',
    '2027-03-09 vacation Весенние каникулы',
    '2027-03-10 vacation Весенние каникулы',
  ])
})
