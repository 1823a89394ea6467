import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { planDays, touchedBy } from '../src/calendar/day-change.ts'
import { faultyRowWords, fileFaultWords } from '../src/calendar/files/fault-words.ts'
import { readDayFile } from '../src/calendar/files/read-day-file.ts'
import { writeDays, writeExample } from '../src/calendar/files/write-day-file.ts'
import { formatHours } from '../src/calendar/format-days.ts'
import type { SchoolDay } from '../src/calendar/school-day.ts'
import { formatLocalDate } from '../src/platform/format-date.ts'
import { addDays } from '../src/platform/local-date.ts'

const usual = { holiday: 'Выходной', vacation: 'Каникулы', working: 'Рабочий день' }

/** What a file is read as: its changes, its faulty rows or what is wrong with all of it. */
function read(content: string | Buffer): string[] {
  const file = readDayFile(Buffer.from(content), usual)
  switch (file.kind) {
    case 'changes':
      return file.changes.map(({ range: { from, to }, to: what }) =>
        [
          `${formatLocalDate(from)}-${formatLocalDate(to)}`,
          what.kind,
          ...(what.kind === 'usual' ? [] : [what.name]),
          ...(what.kind === 'working' ? [formatHours(what.hours)] : []),
        ].join(' '),
      )
    case 'faulty_rows':
      return file.rows.map((row) => faultyRowWords(row, 'ru'))
    case 'faulty_file':
      return [fileFaultWords(file.fault, 'ru').html]
    default:
      return file satisfies never
  }
}

const unity = '04.11.2026-04.11.2026 holiday День народного единства'
const winter = '28.12.2026-10.01.2027 vacation Зимние каникулы'

test('a table is read with semicolons, commas or tabs, with and without titles', () => {
  const rows = [
    ['04.11.2026', 'выходной', 'День народного единства', ''],
    ['28.12.2026-10.01.2027', 'каникулы', 'Зимние каникулы', ''],
  ]
  const titles = ['Дата', 'Вид', 'Название', 'Часы']
  for (const delimiter of [';', ',', '\t']) {
    for (const end of ['\n', '\r\n']) {
      const text = (lines: string[][]) => lines.map((line) => line.join(delimiter) + end).join('')
      assert.deepEqual(read(text(rows)), [unity, winter])
      assert.deepEqual(read(text([titles, ...rows])), [unity, winter])
      assert.deepEqual(read(`\uFEFFsep=${delimiter}${end}${text([titles, ...rows])}`), [unity, winter])
      assert.deepEqual(read(`${end}${text(rows)}${delimiter.repeat(3)}${end}`.trimEnd()), [unity, winter])
    }
  }
})

test('dates, kinds and hours are read as people in Russia and elsewhere write them', () => {
  const text = `2026-11-04;Holiday;Unity Day
28.12.2026 – 10.01.2027;Vacation;Winter "break", long
с 24.03.27 по 31.03.27;каникулы
2027-05-03/2027-05-04;Как обычно
20.02.2027;Рабочий день;"Суббота ""за понедельник""; короткая";8-14.30
27.02.2027;Сокращённый день;;9:00–12:00`
  assert.deepEqual(read(text), [
    '04.11.2026-04.11.2026 holiday Unity Day',
    '28.12.2026-10.01.2027 vacation Winter "break", long',
    '24.03.2027-31.03.2027 vacation Каникулы',
    '03.05.2027-04.05.2027 usual',
    '20.02.2027-20.02.2027 working Суббота "за понедельник"; короткая 8:00–14:30',
    '27.02.2027-27.02.2027 working Рабочий день 9:00–12:00',
  ])
})

test('the encodings of Excel are told apart', () => {
  const text = 'Дата;Вид;Название\r\n04.11.2026;выходной;День народного единства\r\n'
  const letters = [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0
    // Windows-1251 has the Russian letters in their order, behind the others
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code
  })
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  for (const bytes of [Buffer.from(letters), utf16, Buffer.from(utf16).swap16(), Buffer.from(text)]) {
    assert.deepEqual(read(bytes), [unity])
  }
})

test('every faulty row is named by its line, with what is wrong in it', () => {
  const text = `Дата;Вид;Название;Часы
04.11.2026;выходной;День народного единства
32.13.2026;выходной
вчера;выходной;x
24.12;выходной
10.01.2027-28.12.2026;каникулы
1.09.2026-31.05.2027;каникулы
01.01.2062;выходной
25.12.2026;отгул
26.12.2026
27.12.2026;рабочий;x
28.12.2026;рабочий;x;с утра
29.12.2026;рабочий;x;18-9
30.12.2026;рабочий;x;8:00-25:00
31.12.2026;выходной;x;8:00-9:00
29.02.2027;выходной;x
"11.01.2027";выходной;"две
строки"
12.01.2027;выходной;${'я'.repeat(101)}
13.01.2027;выходной;!!!
14.01.2027;выходной;a;;b`
  const words = read(text)
  assert.deepEqual(words, [
    'Строка 3: «32.13.2026»: такого дня нет',
    'Строка 4: «вчера»: дата не читается, нужна такая: 31.12.2026 или 28.12.2026-10.01.2027',
    'Строка 5: «24.12»: нет года, нужно так: 31.12.2026',
    'Строка 6: «10.01.2027-28.12.2026»: первый день позже последнего',
    'Строка 7: «1.09.2026-31.05.2027»: период длиннее 150 дней, разделите его',
    'Строка 8: «01.01.2062»: календарь ведётся с 2020 по 2049 год',
    'Строка 9: «отгул»: такого вида нет, бывают: выходной, каникулы, рабочий, как обычно',
    'Строка 10: нужно от двух до четырёх столбцов: дата; вид; название; часы',
    'Строка 11: у рабочего дня нет часов, нужно так: 9:00-14:00',
    'Строка 12: «с утра»: часы не читаются, нужно так: 9:00-14:00',
    'Строка 13: «18-9»: день заканчивается раньше, чем начинается',
    'Строка 14: «8:00-25:00»: такого времени не бывает',
    'Строка 15: часы бывают только у рабочего дня',
    'Строка 16: «29.02.2027»: такого дня нет',
    'Строка 19: название не подойдёт: нужны слова, до 100 знаков',
    'Строка 20: название не подойдёт: нужны слова, до 100 знаков',
    'Строка 21: нужно от двух до четырёх столбцов: дата; вид; название; часы',
  ])
})

test('a day in two rows is a fault, save for a holiday within vacations', () => {
  const vacation = '26.10.2026-08.11.2026;каникулы;Осенние каникулы'
  const holiday = '04.11.2026;выходной;День народного единства'
  for (const rows of [
    [vacation, holiday],
    [holiday, vacation],
  ]) {
    assert.equal(read(rows.join('\n')).length, 2)
    const file = readDayFile(Buffer.from(rows.join('\n')), usual)
    const plan = planDays([], file.kind === 'changes' ? file.changes : [], null)
    assert.deepEqual([plan.save.length, plan.save.find(({ date }) => date.day === 4)?.kind], [14, 'holiday'])
  }
  assert.deepEqual(read([holiday, vacation, '08.11.2026-10.11.2026;рабочий;x;9-10', holiday].join('\n')), [
    'Строка 3: 08.11.2026 уже есть выше (Строка 2)',
    'Строка 4: 04.11.2026 уже есть выше (Строка 1)',
  ])
})

test('what is no table at all is refused as a whole', () => {
  const cases: [content: string | Buffer, words: RegExp][] = [
    ['', /нет ни одного дня/],
    ['\n\n;;;\n', /нет ни одного дня/],
    ['Дата;Вид;Название;Часы\n', /нет ни одного дня/],
    [Buffer.from('PK\x03\x04rest of a workbook', 'latin1'), /книга Excel/],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /книга Excel/],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), /не текстовый файл/],
    ['04.11.2026;выходной;"День\n05.11.2026;выходной;x', /В строке 1 лишняя или незакрытая кавычка/],
    ['04.11.2026;выходной;x\n05.11.2026;выходной;"a"b', /В строке 2 лишняя/],
    [`"${'a;'.repeat(500_000)}`, /В строке 1/],
    ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', /не читается/],
    ['BEGIN:VCALENDAR\r\nчепуха\r\nEND:VCALENDAR', /не читается/],
    ['BEGIN:VCALENDAR\r\nEND:VCALENDAR', /нет ни одного дня/],
    ['04.11.2026;выходной;x\n'.repeat(2_001), /больше 2000 строк/],
  ]
  for (const [content, words] of cases) assert.match(read(content).join(), words)
})

const calendar = (...events: string[][]) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//school//ru'],
    ...events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT']),
    ...['END:VCALENDAR', ''],
  ].join('\r\n')

test('an iCalendar file is read by its events of whole days', () => {
  const text = calendar(
    ['DTSTART;VALUE=DATE:20261104', 'DTEND;VALUE=DATE:20261105', 'SUMMARY:День народного единства'],
    ['DTSTART;VALUE=DATE:20261228', 'DTEND;VALUE=DATE:20270111', 'SUMMARY:Зимние', '  каникулы'],
    ['DTSTART;VALUE=DATE:20270305', 'SUMMARY:Уборка\\, двор', 'CATEGORIES:Школа'],
    ['DTSTART;VALUE=DATE:20270322', 'DURATION:P1W', 'SUMMARY:Отдых', 'CATEGORIES:Каникулы'],
    ['DTSTART;VALUE=DATE:20270401', 'SUMMARY:Отменено', 'STATUS:CANCELLED'],
    ['DTSTART;VALUE=DATE:20270402', 'DTEND;VALUE=DATE:20270402'],
  )
  const expected = [
    unity,
    winter,
    '05.03.2027-05.03.2027 holiday Уборка, двор',
    '22.03.2027-28.03.2027 vacation Отдых',
    '02.04.2027-02.04.2027 holiday Выходной',
  ]
  assert.deepEqual(read(text), expected)
  assert.deepEqual(read(text.replaceAll('\r\n', '\n')), expected)
})

test('every faulty event is named by its number and summary', () => {
  const text = calendar(
    ['DTSTART:20261104T100000Z', 'DTEND:20261104T110000Z', 'SUMMARY:Педсовет'],
    ['DTSTART;VALUE=DATE:20261304', 'SUMMARY:Не бывает'],
    ['DTSTART;VALUE=DATE:garbage', 'SUMMARY:Чепуха'],
    ['SUMMARY:Когда-нибудь'],
    ['DTSTART;VALUE=DATE:20261104', 'RRULE:FREQ=YEARLY', 'SUMMARY:Каждый год'],
    ['DTSTART;VALUE=DATE:20261105', 'DTEND;VALUE=DATE:20261101', 'SUMMARY:Назад'],
    ['DTSTART;VALUE=DATE:20260901', 'DTEND;VALUE=DATE:20270901', 'SUMMARY:Учебный год'],
    ['DTSTART;VALUE=DATE:20270220', 'SUMMARY:Рабочая суббота'],
    ['DTSTART;VALUE=DATE:20270301', 'SUMMARY:Один'],
    ['DTSTART;VALUE=DATE:20270301'],
  )
  assert.deepEqual(read(text), [
    'Событие 1 «Педсовет»: это не событие на весь день, или дата в нём неверна',
    'Событие 2 «Не бывает»: это не событие на весь день, или дата в нём неверна',
    'Событие 3 «Чепуха»: это не событие на весь день, или дата в нём неверна',
    'Событие 4 «Когда-нибудь»: это не событие на весь день, или дата в нём неверна',
    'Событие 5 «Каждый год»: событие повторяется: внесите такие дни по отдельности',
    'Событие 6 «Назад»: первый день позже последнего',
    'Событие 7 «Учебный год»: период длиннее 150 дней, разделите его',
    'Событие 8 «Рабочая суббота»: у рабочего дня должны быть часы: внесите его в календаре или через CSV',
    'Событие 10: 01.03.2027 уже есть выше (Событие 9 «Один»)',
  ])
})

test('the example can be sent as it is', () => {
  const today = { year: 2026, month: 11, day: 18 }
  assert.deepEqual(read(writeExample(today, 'ru')), [
    unity,
    winter,
    '20.02.2027-20.02.2027 working Рабочая суббота 9:00–14:00',
    '04.05.2027-04.05.2027 usual',
  ])
  assert.equal(read(writeExample(today, 'en')).length, 4)
})

const name = fc.oneof(
  fc.constantFrom('=1+1', '+7', '-1 день', "'=x", '@дом', 'a;b', '"кавычки"', 'Каникулы', '😀 день'),
  fc.string({ minLength: 1, maxLength: 40 }).filter((text) => /^[\p{L}\p{N}][^\p{C}\ufffd]*$/u.test(text)),
)
const minute = fc.integer({ min: 0, max: 1440 })
const what = fc.oneof(
  fc.record({
    kind: fc.constantFrom('holiday' as const, 'vacation' as const),
    name,
    hours: fc.constant(null),
  }),
  fc
    .record({ name, times: fc.uniqueArray(minute, { minLength: 2, maxLength: 2 }) })
    .map(({ name, times: [a = 0, b = 1] }) => ({
      kind: 'working' as const,
      name,
      hours: { opens: Math.min(a, b), closes: Math.max(a, b) },
    })),
)
const anyDays = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 20 }), what), { maxLength: 12 })
  .map((runs): SchoolDay[] => {
    const days: SchoolDay[] = []
    let date = { year: 2026, month: 9, day: 1 }
    for (const [gap, length, what] of runs) {
      date = addDays(date, gap)
      for (let i = 0; i < length; i += 1, date = addDays(date, 1))
        days.push({ date, source: 'закон', ...what })
    }
    return days
  })

test('days that are written out and read again are the same, and nothing would change', () => {
  fc.assert(
    fc.property(anyDays, fc.constantFrom('ru' as const, 'en' as const), (days, language) => {
      fc.pre(days.length > 0)
      // names are kept as the calendar keeps them
      const kept = days.map((day) => ({
        ...day,
        name: day.name.normalize('NFC').replace(/\s+/g, ' ').trim(),
      }))
      const file = readDayFile(writeDays(kept, language), usual)
      assert.equal(file.kind, 'changes', JSON.stringify(file))
      const plan = planDays(kept, file.kind === 'changes' ? file.changes : [], 'file.csv')
      assert.deepEqual([touchedBy(plan), plan.unchanged, plan.keptHolidays], [0, days.length, 0])
    }),
  )
})
