import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '../deadline-reading.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { assertHoldsNot, slownessNow } from './held-loop.ts'

/** As much as a deadline may have: the words over and over. */
const full = (words: string) => words.repeat(80).slice(0, 80)

/** What chrono knows in both languages, with what stands between and around it. */
const units = [
  'сек',
  'минут',
  'час',
  'часов',
  'дня',
  'дней',
  'недель',
  'мес',
  'лет',
  'года',
  'sec',
  'hours',
  'days',
]
const others = [
  '1',
  '25',
  '1.5',
  '2026',
  'пол',
  'пару',
  'один',
  'двадцать',
  'пятого',
  'декабря',
  'пт',
  'через',
  'назад',
]
const english = [
  'a',
  'an',
  'half',
  'two',
  'in',
  'within',
  'ago',
  'from now',
  'next',
  'last',
  'dec',
  'mon',
  'and',
  'of',
]
const between = [' ', ' ', ' ', ', ', ' , ', ',', '-', '. ', '']

test('words of time, as many as a deadline may have, do not hold up the bot', () => {
  const slowness = slownessNow()
  for (const unit of [
    ...units,
    'дня дней',
    'час, час,',
    'лет , лет ,',
    'сек секс',
    'сексек ',
    'сек1сек ',
    'сек1 ',
  ]) {
    for (const around of ['', 'через ', 'последние ', '+', 'в течение ']) {
      for (const end of ['', ' секс', ' назад', ' 1', 'x']) {
        const text = around + full(`${unit} `).slice(0, 80 - around.length - end.length) + end
        assertHoldsNot(text, () => read(text), slowness)
      }
    }
  }
})

test('no mixture of words, numbers and marks holds up the bot', () => {
  const random = createSeededRandom(11)
  const slowness = slownessNow()
  const vocabulary = [...units, ...units, ...others, ...english]
  for (let round = 0; round < 300; round += 1) {
    // every other one of units alone, which is where its patterns try the most
    const words = round % 2 === 0 ? vocabulary : units
    const few = Array.from({ length: random.integer(1, 4) }, () => random.pick(words))
    const marks = round % 2 === 0 ? between : [' ', ' ', ', ']
    let text = ''
    while (text.length < 80) text += random.pick(few) + random.pick(marks)
    text = text.slice(0, 80)
    assertHoldsNot(text, () => read(text), slowness)
  }
})

test('a deadline said in many words is still understood', () => {
  assert.equal(read('нужно сдать, пожалуйста, к пятнице, 27 ноября 2026 года, до 15:00'), '2026-11-27 15:00')
  assert.equal(read('не позднее 25 декабря 2026 года, до конца рабочего дня'), '2026-12-25 18:00')
  assert.equal(read('сделать до пятницы на следующей неделе, до 15 часов 30 минут'), '2026-12-04 15:30')
  assert.equal(
    read('please do it by Friday, the 27th of November, at 3 pm', { language: 'en' }),
    '2026-11-27 15:00',
  )
})
