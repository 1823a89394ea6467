import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvLines } from '../../src/platform/csv.ts'
import { markTyped, typedIn } from '../../src/platform/typed-cells.ts'
import { readCsv } from '../read-files.ts'

/** What a spreadsheet begins to calculate at, behind whatever cannot be seen. */
const runs = /^[\p{Z}\p{C}]*[=+\-@＝＋－＠]/u
const anyBreak = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/u
const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom('=', '+', '-', '@', '＝', "'", '"', ';', ',', '\t', ' ', '\u00a0', '\u200b', '\ufeff'),
      fc.constantFrom('\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'),
      fc.constantFrom("=cmd|' /C calc'!A0", '=HYPERLINK("http://x";"y")', 'Разлили краску', '007', '1e5'),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  // as every text from Telegram is
  .map((parts) => parts.join('').trim())

test('whatever was typed stays in its cell, and no line of it is run by a spreadsheet', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(typed, typed, typed), { maxLength: 4 }), (rows) => {
      const text = csvLines(rows, 'ru')
      const read = readCsv(text)
      assert.deepEqual(
        read.map((row) => row.map(typedIn)),
        rows,
      )
      for (const cell of read.flat()) {
        for (const line of cell.split(anyBreak)) assert.doesNotMatch(line, runs)
      }
      // also for who reads line by line, whatever stands between quotation marks
      for (const line of text.split(anyBreak)) assert.doesNotMatch(line.replace(/^"/, ''), runs)
      // a break within a cell, and none outside
      const bare = text.replaceAll(/"(?:[^"]|"")*"/g, '')
      assert.equal(bare.split(anyBreak).length, rows.length + 1)
    }),
    { numRuns: 2_000, seed: 11 },
  )
})

test('what would become a number or a date opens as it was typed', () => {
  const figures = ['007', '3.12', '2-14', '1/2', '12:30', '1e5', '12E3', '5%', '1 000', '(5)', '$5', '10,5']
  const dates = ['5 мар', '1 мая', 'мар 5', 'Jan-5', 'dec 2026', '5 декабря 2026', '9 am', '9:30 PM', '3 p']
  const money = ['100 руб.', '5 р.', '5р', '5 ₽']
  const others = ['12345678901234567890', '٣', 'ИСТИНА', 'false', '31.12.26', '2026-12-31', '1.1.2026']
  for (const text of [...figures, ...dates, ...money, ...others]) {
    assert.equal(csvLines([[text]], 'ru'), `"${text}\t"\r\n`, text)
    assert.equal(typedIn(markTyped(text)), text)
  }
  // as it stands there, or no figure for any spreadsheet
  const plain = ['204', '3А', 'каб. 204', 'зал', '31.12.2026', 'Первый этаж, 2 крыло', '5 розеток', '—', '']
  for (const text of plain) assert.equal(markTyped(text), text)
  assert.equal(csvLines([[7, 4.5, -3, null, { year: 2026, month: 1, day: 2, ...midnight }]], 'ru'), numbers)
})

const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 }
const numbers = '7;4,5;-3;;02.01.2026 00:00\r\n'
