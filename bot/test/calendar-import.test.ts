import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { calendarAudit, now, openMonth, openOn, showsMonth, specialDays } from './calendar-desk.ts'
import { ask, buttonOf, press, pressAgain, says } from './chat.ts'
import { type School, startSchool } from './school.ts'

const table = `Дата;Вид;Название;Часы
24.12.2026;выходной;День школы;
28.12.2026-10.01.2027;каникулы;Зимние каникулы;
20.02.2027;рабочий;Рабочая суббота;9:00-14:00
05.11.2027;как обычно;;
`

/** Comes to where a file is asked for. */
async function askForFile(admin: PersonDriver): Promise<void> {
  await openMonth(admin, 'Ноябрь 2026')
  await press(admin, 'Загрузить дни из файла')
  await admin.waitFor(says('Пришлите файл с днями'))
}

async function sendFile(person: PersonDriver, content: string | Buffer, name = 'дни.csv'): Promise<void> {
  await person.sendDocument({ file: { name, base64: Buffer.from(content).toString('base64') } })
}

async function received(school: School, { media }: Message): Promise<string> {
  const answer = await fetch(new URL(media?.url ?? '', school.sandbox.url))
  return answer.text()
}

const isDocument = ({ media }: Message) => media?.kind === 'document'

test('an admin sends a file, sees what it would change, and takes it into the calendar', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await sendFile(admin, table)
  const question = await admin.waitFor(says('Записать в календарь?'))
  assert.ok(
    says(
      'дни.csv',
      '8 дней: 1 выходной, 5 каникул, 1 рабочий, 1 как обычно. Период: 24 декабря 2026 – 5 ноября 2027.',
      'Выходные внутри каникул сохранят свои названия: 9 дней.',
      'Заменит отмеченное сейчас (2 дня):',
      '🟢 20 февраля 2027: Рабочая суббота (за 22 февраля), 8:00–18:00',
    )(question),
    question.text,
  )
  assert.equal(await openOn(school, '2026-12-24'), '08:00-18:00', 'nothing before the yes')
  await ask(admin, 'да', 'Ответьте, пожалуйста, кнопкой')
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
  assert.equal((await admin.messages()).at(-1)?.buttons, undefined)

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
  await admin.waitFor(says('школа.ics', '7 дней: 7 каникул. Период: 22–28 марта 2027.'))
  await press(admin, 'Записать')
  await admin.waitFor(says('🏖 22–28 марта 2027: Весенние каникулы'))
})

test('only the last file has a say, not one before it, nor one whose dialogue was left', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await sendFile(admin, '24.12.2026;выходной;Первый')
  const first = buttonOf(await admin.waitFor(says('24 декабря: Первый')), 'Записать')
  await sendFile(admin, '25.12.2026;выходной;Второй')
  const second = buttonOf(await admin.waitFor(says('25 декабря: Второй')), 'Записать')
  assert.match((await pressAgain(admin, first)) ?? '', /устарел/)
  await ask(admin, '/cancel', 'отменено')
  assert.match((await pressAgain(admin, second)) ?? '', /устарел/)
  assert.deepEqual(await specialDays(school, '2026-12-20', '2026-12-30'), [])
})

test('when another admin changes the calendar in between, the file is shown again', async () => {
  await using school = await startSchool({ now })
  const olga = await school.person('Ольга', 'admin')
  const pavel = await school.person('Павел', 'admin')
  for (const [admin, name] of [
    [olga, 'День школы'],
    [pavel, 'Ремонт'],
  ] as const) {
    await askForFile(admin)
    await sendFile(admin, `24.12.2026;выходной;${name}\n25.12.2026;выходной;${name}`)
    await admin.waitFor(says('2 дня: 2 выходных.', 'Записать в календарь?'))
  }
  const said = await Promise.all([press(olga, 'Записать'), press(pavel, 'Записать')])
  const late = /изменили/.test(said[0] ?? '') ? olga : pavel
  assert.deepEqual(
    said.map((words) => words?.slice(0, 8)).toSorted(),
    ['Записано', 'Пока вы '],
    said.join('; '),
  )
  await late.waitFor(says('Заменит отмеченное сейчас (2 дня):'))
  assert.match((await press(late, 'Записать')) ?? '', /Записано: 2 дня/)
  assert.equal((await calendarAudit(school)).length, 2)
})

test('who is no admin any more gets nothing of his file, nor takes it in', async () => {
  await using school = await startSchool({ now })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await sendFile(admin, table)
  await admin.waitFor(says('Записать в календарь?'))
  const demote = () => school.db.run(sql`update person set role = 'staff' where telegram_id = ${admin.id}`)
  await demote()
  assert.match((await press(admin, 'Записать')) ?? '', /администратор/)
  assert.equal(await openOn(school, '2026-12-24'), '08:00-18:00')

  await school.db.run(sql`update person set role = 'admin' where telegram_id = ${admin.id}`)
  await askForFile(admin)
  await school.sandbox.fault({ method: 'getFile', status: 429, retryAfter: 2 })
  await sendFile(admin, table)
  await school.sandbox.waitForCall(() => true, { method: 'getFile' })
  await demote()
  await admin.expectNone(says('Записать в календарь?'), 3_500)
  const { left } = await school.db.one<{ left: number }>(sql`select count(*) as left from outbox`)
  assert.equal(left, 0)
})

const needsRedis = { skip: process.env['TEST_REDIS_URL'] ? false : 'no TEST_REDIS_URL' }

test('a file that was sent before a restart is read and taken after it', needsRedis, async () => {
  await using school = await startSchool({ now, redis: true })
  const admin = await school.person('Ольга', 'admin')
  await askForFile(admin)
  await school.sandbox.fault({ method: 'getFile', status: 429, retryAfter: 1 })
  await sendFile(admin, table)
  await school.sandbox.waitForCall(() => true, { method: 'getFile' })
  await school.stop()
  await school.start()
  await admin.waitFor(says('Записать в календарь?'), { withinMs: 30_000 })
  await school.stop()
  await school.start()
  assert.match((await press(admin, 'Записать')) ?? '', /Записано: 8 дней/)
})
