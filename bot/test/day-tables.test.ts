import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planDays } from '../src/calendar/day-change.ts'
import { readDayFile } from '../src/calendar/files/read-day-file.ts'
import { read, unity, usual, winter } from './read-day-text.ts'

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
    // as much as a file may have
    ['sep=;\n'.repeat(170_000), /больше 2000 строк/],
  ]
  for (const [content, words] of cases) assert.match(read(content).join(), words)
})
