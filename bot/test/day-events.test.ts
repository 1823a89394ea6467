import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, unity, winter } from './read-day-text.ts'

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

test('an event with a value that cannot be read is a fault of that event', () => {
  const text = calendar(
    ['DTSTART;VALUE=DATE:20261104', 'DURATION:весь день', 'SUMMARY:Один'],
    ['DTSTART;VALUE=DATE:20261105', 'SUMMARY;VALUE=DURATION:Два'],
    ['DTSTART;VALUE=DATE:20261106', 'STATUS;VALUE=DATE:Три'],
    ['DTSTART;VALUE=DATE:20261107', 'SUMMARY:Четыре'],
  )
  const words = 'событие не читается: удалите его из файла или внесите эти дни в календаре'
  assert.deepEqual(read(text), [`Событие 1: ${words}`, `Событие 2: ${words}`, `Событие 3: ${words}`])
})
