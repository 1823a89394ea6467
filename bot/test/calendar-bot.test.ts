import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { calendarAudit, now, openMonth, showsMonth, specialDays } from './calendar-desk.ts'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'
import { startSchool } from './school.ts'

test('everybody reads the calendar: the month, what is special in it, the week and how it stands today', async () => {
  await using school = await startSchool({ now })
  const teacher = await school.person('Мария', 'staff')
  const november = await ask(teacher, '/calendar', 'Ноябрь 2026')
  assert.ok(
    says(
      'Сегодня рабочий день до 18:00.',
      'Обычная неделя: пн–пт 8:00–18:00; сб, вс выходные.',
      '🔴 4 ноября: День народного единства',
      'Изменить календарь может администратор.',
    )(november),
    november.text,
  )
  assert.deepEqual(
    labels(november)
      .filter((label) => /^[•\d]/.test(label))
      .slice(0, 18),
    [
      '1*',
      '2',
      '3',
      '4*',
      '5',
      '6',
      '7*',
      '8*',
      '9',
      '10',
      '11',
      '12',
      '13',
      '14*',
      '15*',
      '16',
      '17',
      '•18',
    ],
  )
  assert.equal(await press(teacher, '4*'), 'среда, 4 ноября · выходной, «День народного единства»')
  assert.equal(await press(teacher, '5'), 'четверг, 5 ноября · рабочий день, 8:00–18:00')
  await press(teacher, '▶️')
  await press(teacher, '▶️', showsMonth('Декабрь 2026'))
  await press(teacher, '▶️', showsMonth('Январь 2027'))
  const february = await teacher.waitFor(showsMonth('Февраль 2027'))
  assert.ok(says('🟢 20 февраля 2027: Рабочая суббота (за 22 февраля), 8:00–18:00')(february), february.text)
  assert.ok(labels(february).includes('20!'))
  await press(teacher, 'Февраль 2027')
  await teacher.waitFor(showsMonth('Ноябрь 2026'))
})

test('commands and other questions end a dialogue, and its buttons drive no other', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  const december = await openMonth(admin, 'Декабрь 2026')
  const first = buttonOf(december, '24')
  await pressAgain(admin, first)
  const kinds = await admin.waitFor(says('24 декабря', 'Как отметить?'))
  await pressAgain(admin, { ...first, data: first.data.replace('24', '25') })
  await admin.waitFor(says('25 декабря', 'Как отметить?'))
  assert.match((await pressAgain(admin, buttonOf(kinds, 'Выходной'))) ?? '', /устарел/)
  await press(admin, 'Рабочий день')
  const hours = await admin.waitFor(says('В какие часы'))
  await ask(admin, '/cancel', 'отменено')
  assert.match((await pressAgain(admin, buttonOf(hours, '9:00–14:00'))) ?? '', /устарел/)
  await ask(admin, '8-14', 'Что-то сломалось')
  assert.deepEqual(await specialDays(school, '2026-12-20', '2026-12-30'), [])
})

test('who is no admin changes nothing, with forged buttons, or when the role goes in the middle of it', async () => {
  await using school = await startSchool({ now })
  const teacher = await school.person('Хитрая', 'staff')
  const director = await school.person('Директор', 'director')
  const forged = [
    ...['cal_week', 'cal_wd:1', 'cal_wd:0', 'cal_wh:0123abcd:off', 'cal_wh:0123abcd:480-1080', 'cal_type'],
    ...[
      'cal_kind:0123abcd:holiday',
      'cal_kind:0123abcd:usual',
      'cal_dh:0123abcd:480-600',
      'cal_name:0123abcd:0',
    ],
    ...['cal_save:0123abcd', 'cal_import', 'cal_example', 'cal_export:2026', 'cal_take:0123abcd:yes'],
    ...['cal_day:20261124', 'cal_day:20260231', 'cal:202613', 'cal:999999999', 'cal_wd:8', 'cal_wh:x:<b>'],
  ]
  const days = await specialDays(school, '2020-01-01', '2049-12-31')
  for (const person of [teacher, director]) {
    for (const data of forged) {
      const { text } = await (await person.pressData(data, { forge: true })).answered()
      assert.match(text ?? '', /администратор|устарел|рабочий день/, data)
    }
    await ask(person, '24.12', 'Что-то сломалось')
  }
  const admin = await school.person('Ольга', 'admin')
  await openMonth(admin, 'Декабрь 2026')
  await press(admin, '24')
  await press(admin, 'Выходной')
  await admin.waitFor(says('Как это назвать?'))
  await school.db.run(sql`update person set role = 'staff' where telegram_id = ${admin.id}`)
  await ask(admin, 'Праздник', 'Ваша роль изменилась')
  assert.deepEqual(await specialDays(school, '2020-01-01', '2049-12-31'), days)
  assert.deepEqual(await calendarAudit(school), [])
})

test('who is no admin any more is left in no dialogue about the calendar', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  const setRole = (role: string) =>
    school.db.run(sql`update person set role = ${role} where telegram_id = ${admin.id}`)
  const opened: [button: string, question: string][] = [
    ['Загрузить дни из файла', 'Пришлите файл с днями'],
    ['Ввести даты', 'Напишите день или период'],
  ]
  for (const [button, question] of opened) {
    await setRole('admin')
    await openMonth(admin, 'Ноябрь 2026')
    await press(admin, button)
    await admin.waitFor(says(question))
    await setRole('staff')
    await ask(admin, 'Добрый день', 'Ваша роль изменилась')
    await ask(admin, 'Не работает проектор', 'Что-то сломалось')
  }
})
