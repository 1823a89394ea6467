import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { calendarAudit, now, openMonth, openOn, showsMonth, specialDays } from './calendar-desk.ts'
import { askForFile, isDocument, received, sendFile, table } from './calendar-files.ts'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'
import { startSchool } from './school.ts'

test('an admin sends a file, sees what it would change, and takes it into the calendar', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await sendFile(admin, table)
  const question = await admin.waitFor(says('Записать в календарь?'))
  assert.ok(
    says(
      'дни.csv',
      '8 дней: 1 выходной, 5 каникулярных, 1 рабочий, 1 как обычно. Период: 24 декабря 2026 – 5 ноября 2027.',
      'Выходные внутри каникул сохранят свои названия: 9 дней.',
      'Заменит отмеченное сейчас (2 дня):',
      '🟢 20 февраля 2027: Рабочая суббота (за 22 февраля), 8:00–18:00',
    )(question),
    question.text,
  )
  assert.equal(await openOn(school, '2026-12-24'), '08:00-18:00', 'nothing before the yes')
  await ask(admin, 'да', 'ответьте, пожалуйста, кнопкой')
  const yes = buttonOf(question, 'Записать')
  assert.equal(await pressAgain(admin, yes), 'Записано: 8 дней. Действует с 24 декабря.')
  await admin.waitFor(showsMonth('Декабрь 2026'))
  assert.match((await pressAgain(admin, yes)) ?? '', /устарел/)
  assert.deepEqual(
    [
      await openOn(school, '2026-12-24'),
      await openOn(school, '2027-02-20'),
      await openOn(school, '2027-11-05'),
    ],
    [null, '09:00-14:00', '08:00-18:00'],
  )
  const { source } = await school.db.one<{ source: string }>(
    sql`select source from school_day where day = '2026-12-24'`,
  )
  assert.equal(source, 'дни.csv')
  assert.deepEqual(await calendarAudit(school), [
    {
      action: 'calendar.imported',
      details: { file: 'дни.csv', from: '24.12.2026', to: '05.11.2027', days: 8, replaced: 1, cleared: 1 },
    },
  ])

  await askForFile(admin)
  await sendFile(admin, table)
  await admin.waitFor(says('Всё это уже есть в календаре'))
})

test('the file of a school year can be changed and sent back, and the example as it is', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  const before = await specialDays(school, '2020-01-01', '2049-12-31')
  await openMonth(admin, 'Ноябрь 2026')
  assert.equal(await press(admin, 'Выгрузить 2026/27 учебный год'), 'Отправляю файл.')
  const file = await admin.waitFor(isDocument)
  assert.equal(file.media?.name, 'Календарь_2026-2027.csv')
  const text = await received(school, file)
  assert.match(text, /^Дата;Вид;Название;Часы\r\n04\.11\.2026;выходной;День народного единства;\r\n/)
  assert.match(text, /\r\n01\.01\.2027-06\.01\.2027;выходной;Новогодние каникулы;\r\n/)
  assert.match(text, /\r\n20\.02\.2027;рабочий;Рабочая суббота \(за 22 февраля\);8:00-18:00\r\n/)

  await press(admin, 'Загрузить дни из файла')
  await sendFile(admin, text)
  await admin.waitFor(says('Всё это уже есть в календаре'))
  await sendFile(admin, text.replace('8:00-18:00', '9:00-12:00'))
  await admin.waitFor(says('1 день: 1 рабочий. Период: 20 февраля 2027.'))
  await press(admin, 'Не записывать')
  await admin.waitFor(showsMonth('Ноябрь 2026'))
  assert.deepEqual(await specialDays(school, '2020-01-01', '2049-12-31'), before)

  await press(admin, 'Загрузить дни из файла')
  await press(admin, 'Пример файла')
  const example = await admin.waitFor(isDocument)
  assert.equal(example.media?.name, 'Календарь_пример.csv')
  await sendFile(admin, await received(school, example))
  await admin.waitFor(says('Записать в календарь?'))
})

test('one faulty row keeps the whole file out, and a long list of them comes as a file', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Olga', 'admin', { language: 'en' })
  await ask(admin, '/calendar', 'November 2026')
  await press(admin, 'Import days from a file')
  await sendFile(admin, `${table}32.13.2026;выходной;<b>\n`)
  const refused = await admin.waitFor(says('Nothing was written, because something is wrong in it: 1.'))
  assert.ok(says('Line 6: “32.13.2026”: there is no such day')(refused), refused.text)
  assert.deepEqual(labels(refused), ['📄 An example', '⬅️ To the calendar'])

  await sendFile(admin, table + 'вчера;выходной\n'.repeat(30))
  await admin.waitFor(says('wrong in it: 30.', 'Line 25: '))
  const list = await received(school, await admin.waitFor(isDocument))
  assert.equal(list.match(/^Line \d+: “вчера”: the date cannot be read/gm)?.length, 30)

  // the mended file is taken without asking for it again
  const bytes = Buffer.concat([
    Buffer.from([0xc4, 0xe0, 0xf2, 0xe0]),
    Buffer.from(';Kind\r\n24.12.2026;holiday;x\r\n'),
  ])
  await sendFile(admin, bytes, 'windows-1251.csv')
  await admin.waitFor(says('windows-1251.csv', '1 day: 1 holiday.'))
  await press(admin, 'Write it')
  await admin.waitFor(showsMonth('December 2026'))
  assert.deepEqual(await specialDays(school, '2026-12-20', '2026-12-30'), ['2026-12-24 holiday x'])
})

test('what is no file of days gets a clear answer', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await ask(admin, '24.12.2026', 'Нужен файл .csv или .ics')
  await admin.sendPhoto()
  await admin.waitFor(says('Нужен файл .csv или .ics'))
  await admin.sendDocument({ file: { name: 'дни.csv', size: 1024 * 1024 + 1 } })
  await admin.waitFor(says('больше 1 МБ'))
  await admin.sendAlbum([{ document: true }, { document: true }])
  await admin.waitFor(says('один файл'))
  await sendFile(admin, Buffer.from('PK\x03\x04...', 'latin1'), 'дни.xlsx')
  await admin.waitFor(says('книга Excel'))
  await sendFile(admin, Buffer.alloc(100), 'дни.csv')
  await admin.waitFor(says('не текстовый файл'))
  await school.sandbox.fault({ method: 'getFile', status: 400, description: 'Bad Request: wrong file_id' })
  await sendFile(admin, table)
  await admin.waitFor(says('Не получилось скачать файл'))
  await school.sandbox.fault({ method: 'getFile', status: 502 })
  await sendFile(admin, table)
  await admin.waitFor(says('Записать в календарь?'))
})

test('an iCalendar file is taken by the same question', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//school//ru', 'BEGIN:VEVENT', 'UID:1'],
    ...['DTSTART;VALUE=DATE:20270322', 'DTEND;VALUE=DATE:20270329', 'SUMMARY:Весенние каникулы'],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ]
  await sendFile(admin, lines.join('\r\n'), 'школа.ics')
  await admin.waitFor(says('школа.ics', '7 дней: 7 каникулярных. Период: 22–28 марта 2027.'))
  await press(admin, 'Записать')
  await admin.waitFor(says('🏖 22–28 марта 2027: Весенние каникулы'))
})
