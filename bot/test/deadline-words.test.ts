import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LocalDate, weekdayOf } from '../src/platform/local-date.ts'
import { englishDeadlines, russianDeadlines } from './deadline-phrases.ts'
import { read } from './deadline-reading.ts'

for (const [language, phrases] of Object.entries({ ru: russianDeadlines, en: englishDeadlines })) {
  test(`deadlines are read as people say them (${language})`, () => {
    for (const [text, expected] of Object.entries(phrases)) {
      assert.equal(read(text, { language: language === 'ru' ? 'ru' : 'en' }), expected, text)
    }
  })

  test(`whoever has the other language is understood as well (${language})`, () => {
    for (const [text, expected] of Object.entries(phrases)) {
      assert.equal(read(text, { language: language === 'ru' ? 'en' : 'ru' }), expected, text)
    }
  })
}

test('what is no date, or more than one, is unclear and not guessed', () => {
  const texts = [
    ...[
      '',
      ' ',
      '?',
      '😀',
      'скоро',
      'как можно быстрее',
      'срочно',
      'не знаю',
      'сейчас',
      'asap',
      'soon',
      'now',
    ],
    ...['31.02', '31.02.2027', '32.13', '29.02', '31 февраля', '31 числа', 'Feb 31', '12.2026', '2026-02-31'],
    ...['в пятницу или в понедельник', '25.12 или 26.12', 'friday or monday', 'tomorrow and monday'],
    ...[
      'с понедельника по пятницу',
      'завтра с 9 до 12',
      'from monday to friday',
      '25.12 26.12',
      '10-15 декабря',
    ],
    ...[
      'после пятницы',
      'не в пятницу',
      'кроме пятницы',
      'за день до пятницы',
      'after friday',
      'not friday',
      'a day before friday',
      '3 days after tomorrow',
      'a week from monday',
      'tomorrow after 3pm',
      'завтра после 15:00',
    ],
    ...['через день', 'через несколько дней', 'в ближайшие дни', 'in a few days', 'на выходных', 'weekend'],
    ...['в декабре', 'к маю', 'December', 'в начале недели', 'в середине декабря', 'до конца четверти'],
    ...[
      '25',
      'к 25',
      'в 25:00',
      'завтра в 15:70',
      'завтра в 12 вечера',
      'завтра в 2 часа ночи',
      '15:00 16:00',
    ],
    ...['пятница, 26 ноября', 'Friday, 26 November', 'сегодня в пятницу', 'по понедельникам'],
    ...['завтра по московскому времени', 'tomorrow 3pm GMT', 'через 99999999999999 часов'],
    ...['завтра '.repeat(20), '9'.repeat(5000), 'через '.repeat(13), '1.1.1.1.1.1', '<b>завтра</b>'],
  ]
  for (const text of texts) {
    for (const language of ['ru', 'en'] as const) assert.equal(read(text, { language }), 'unclear', text)
  }
})

test('what lies behind is told apart from what is not understood', () => {
  for (const text of [
    'вчера',
    'позавчера',
    'в прошлую пятницу',
    '20.11',
    '25.10',
    '24 ноября',
    'в 9:30',
    'утром',
  ]) {
    assert.equal(read(text), 'past', text)
  }
  for (const text of ['yesterday', 'last friday', '25.12.2025', '20 November', 'at 9 am', '01.01.1970']) {
    assert.equal(read(text, { language: 'en' }), 'past', text)
  }
  const evening = new Date('2026-11-25T18:30:00+03:00')
  assert.equal(read('сегодня', { now: evening }), 'past')
  assert.equal(read('сегодня в 19:00', { now: evening }), '2026-11-25 19:00')
})

test('three years is the most', () => {
  for (const text of [
    'через 10 лет',
    '25.11.2036',
    '26.11.2029',
    'in 4 years',
    '31.12.9999',
    'через 100000 дней',
  ]) {
    assert.equal(read(text), 'too_far', text)
  }
  assert.equal(read('25.11.2029'), '2029-11-25 18:00')
  assert.equal(read('через 3 года'), '2029-11-25 18:00')
})

test('a date without a year is the next one, also around New Year', () => {
  const december = { now: new Date('2026-12-30T10:00:00+03:00') }
  assert.equal(read('15 января', december), '2027-01-15 18:00')
  assert.equal(read('к 3 числу', december), '2027-01-03 18:00')
  assert.equal(read('до конца недели', december), '2027-01-01 18:00')
  assert.equal(read('29.02', { now: new Date('2027-11-25T10:00:00+03:00') }), '2028-02-29 18:00')
})

test('the end of the week lies ahead also when its working days are over', () => {
  assert.equal(read('до конца недели', { now: new Date('2026-11-28T10:00:00+03:00') }), '2026-11-29 18:00')
  assert.equal(read('до конца недели', { now: new Date('2026-11-23T10:00:00+03:00') }), '2026-11-27 18:00')
})

test('working days and the ends of days are those of the school calendar', () => {
  // six days, short Saturdays, and Friday the 27th is off
  const isOff = (date: LocalDate) => weekdayOf(date) === 7 || date.day === 27
  const calendar = {
    isWorkingDay: (date: LocalDate) => !isOff(date),
    hoursOn: (date: LocalDate) =>
      isOff(date) ? null : { opens: 480, closes: weekdayOf(date) === 6 ? 14 * 60 : 16 * 60 + 30 },
  }
  assert.equal(read('завтра', calendar), '2026-11-26 16:30')
  assert.equal(read('в пятницу', calendar), '2026-11-27 18:00')
  assert.equal(read('до конца недели', calendar), '2026-11-28 14:00')
  assert.equal(read('через 3 рабочих дня', calendar), '2026-11-30 16:30')
  assert.equal(read('через 3 рабочих дня', { ...calendar, isWorkingDay: () => false }), 'unclear')
})

test('a time alone belongs to the day that is being talked about', () => {
  const day = { year: 2026, month: 12, day: 7 }
  assert.equal(read('16:30', { day }), '2026-12-07 16:30')
  assert.equal(read('в 9 утра', { day }), '2026-12-07 09:00')
  assert.equal(read('завтра в 9', { day }), '2026-11-26 09:00')
})
