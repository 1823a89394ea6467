import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { calendarAudit, now, openMonth, openOn } from './calendar-desk.ts'
import { ask, buttonOf, press, pressAgain, says } from './chat.ts'
import { startSchool } from './school.ts'

test('an admin changes the hours of weekdays with buttons and with words', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await openMonth(admin, 'Ноябрь 2026')
  await press(admin, 'Обычная неделя')
  const week = await admin.waitFor(says('Понедельник: 8:00–18:00', 'Воскресенье: выходной'))
  await press(admin, 'сб выходной')
  await admin.waitFor(says('Суббота, сейчас: выходной'))
  for (const [typed, words] of [
    ['утром', 'Не получилось прочитать часы'],
    ['8:00-25:00', 'Такого времени не бывает'],
    ['9:60-12:00', 'Такого времени не бывает'],
    ['18-9', 'позже, чем начинается'],
  ] as const) {
    await ask(admin, typed, words)
  }
  await ask(admin, '9:00-14:00', 'Сохранено. Действует уже сейчас')
  await admin.waitFor(says('Суббота: 9:00–14:00'))
  assert.equal(await openOn(school, '2026-11-21'), '09:00-14:00')

  await press(admin, 'С понедельника по пятницу')
  await press(admin, '8:30–17:00')
  const changed = await admin.waitFor(
    says('Понедельник: 8:30–17:00', 'Пятница: 8:30–17:00', 'Суббота: 9:00–14:00'),
  )
  assert.equal(await openOn(school, '2026-11-20'), '08:30-17:00')
  await press(admin, 'пн 8:30–17:00')
  assert.equal(
    await press(admin, '8:30–17:00', says('Понедельник, сейчас')),
    'Так и было: ничего не изменилось.',
  )
  assert.equal(changed.messageId > week.messageId, true)
  assert.deepEqual(
    (await calendarAudit(school)).map(({ details }) => details),
    [
      { 6: 'off → 9:00–14:00' },
      Object.fromEntries([1, 2, 3, 4, 5].map((weekday) => [weekday, '8:00–18:00 → 8:30–17:00'])),
    ],
  )
  // a start with another week in the configuration has no say any more
  await school.stop()
  await school.start()
  assert.equal(await openOn(school, '2026-11-21'), '09:00-14:00')
})

test('the last working day of the week stays one, also when two admins take the last two at once', async () => {
  await using school = await startSchool({ now, env: { SCHOOL_HOURS: 'mon-tue 08:00-18:00' } })
  const olga = await school.person('Ольга', 'admin')
  const pavel = await school.person('Павел', 'admin')
  const off = await Promise.all(
    (
      [
        [olga, 'пн 8'],
        [pavel, 'вт 8'],
      ] as const
    ).map(async ([admin, weekday]) => {
      await openMonth(admin, 'Ноябрь 2026')
      await press(admin, 'Обычная неделя')
      await press(admin, weekday)
      return buttonOf(await admin.waitFor(says('Выберите часы')), 'Выходной')
    }),
  )
  const [first, second] = off
  assert.ok(first && second)
  const said = await Promise.all([pressAgain(olga, first), pressAgain(pavel, second)])
  assert.equal(said.filter((words) => /Хотя бы один день/.test(words ?? '')).length, 1, said.join('; '))
  const { count } = await school.db.one<{ count: number }>(sql`select count(*) as count from working_hours`)
  assert.equal(count, 1)
  // who was refused is still asked
  const refused = /Хотя бы один/.test(said[0] ?? '') ? olga : pavel
  await ask(refused, '10-12', 'Сохранено')
})

test('vacations may not leave the school without a working day for a year', async () => {
  await using school = await startSchool({ now, env: { SCHOOL_HOURS: 'wed 08:00-18:00' } })
  await school.db.run(sql`
    insert into school_day (day, kind, name)
    select day::date, 'vacation', 'Ремонт' from generate_series(date '2026-12-01', '2027-12-31', '1 day') as day
    on conflict (day) do update set kind = 'vacation', opens = null, closes = null`)
  const admin = await school.person('Ольга', 'admin')
  await openMonth(admin, 'Ноябрь 2026')
  await press(admin, 'Ввести даты')
  await ask(admin, '18.11-30.11', '13 дней')
  await press(admin, 'Каникулы')
  const answer = await press(admin, 'Осенние каникулы')
  assert.match(answer ?? '', /не работала бы целый год/)
})
