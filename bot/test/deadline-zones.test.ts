import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import fc from 'fast-check'
import type { Language } from '../src/platform/language.ts'
import { createLocalClock } from '../src/platform/local-date.ts'
import { readDeadline } from '../src/tasks/deadline/deadline-words.ts'
import { formatDeadline } from '../src/tasks/deadline/format-deadline.ts'
import { englishDeadlines, russianDeadlines } from './deadline-phrases.ts'
import { endOfDay, moscow, read } from './deadline-reading.ts'

afterEach(() => {
  delete process.env['TZ']
})

test('days begin and end by the clocks of the school', () => {
  // still Wednesday in Moscow, already Thursday in Vladivostok
  const now = new Date('2026-11-25T20:00:00Z')
  assert.equal(read('завтра в 15:00', { now }), '2026-11-26 15:00')
  assert.equal(read('завтра в 15:00', { now, timeZone: 'Asia/Vladivostok' }), '2026-11-27 15:00')
  assert.equal(read('в пятницу', { now, timeZone: 'Asia/Vladivostok' }), '2026-11-27 18:00')
  assert.equal(
    read('tomorrow 3pm', { now, timeZone: 'America/New_York', language: 'en' }),
    '2026-11-26 15:00',
  )
  assert.equal(read('25.12 в 14:30', { now, timeZone: 'Asia/Kathmandu' }), '2026-12-25 14:30')
})

test('a deadline has the offset of its own day, and hours are hours, when the clocks change in between', () => {
  const timeZone = 'Europe/Berlin'
  const at = (text: string, now: string) => {
    const reading = readDeadline(text, { now: new Date(now), timeZone, language: 'ru', endOfDay })
    return reading.kind === 'at' ? reading.at.toISOString() : reading.kind
  }
  // on 28 March 2027 the clocks leap from 2 to 3, on 31 October they show the hour before 3 twice
  assert.equal(at('через 3 дня в 15:00', '2027-03-26T10:00:00+01:00'), '2027-03-29T13:00:00.000Z')
  assert.equal(at('завтра в 15:00', '2027-10-30T10:00:00+02:00'), '2027-10-31T14:00:00.000Z')
  assert.equal(at('завтра в 02:30', '2027-03-27T10:00:00+01:00'), '2027-03-28T01:30:00.000Z')
  assert.equal(at('через 4 часа', '2027-03-28T00:30:00+01:00'), '2027-03-28T03:30:00.000Z')
  assert.equal(at('через 24 часа', '2027-10-30T12:00:00+02:00'), '2027-10-31T10:00:00.000Z')
  assert.equal(at('через сутки', '2027-10-30T12:00:00+02:00'), '2027-10-31T17:00:00.000Z')
})

test('the time zone of the server changes nothing', () => {
  const nights = [
    '2027-03-28T00:30:00+01:00',
    '2026-04-23T21:30:00Z',
    '2026-11-01T05:30:00Z',
    '2026-11-25T23:50:00Z',
  ]
  const texts = [...Object.keys(russianDeadlines), ...Object.keys(englishDeadlines)]
  const readings = (server: string) => {
    process.env['TZ'] = server
    return nights.flatMap((now) => texts.map((text) => `${text}: ${read(text, { now: new Date(now) })}`))
  }
  const expected = readings('UTC')
  for (const server of [
    'Europe/Berlin',
    'Africa/Cairo',
    'America/New_York',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ]) {
    assert.deepEqual(readings(server), expected, server)
  }
})

const zones = [moscow, 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']
const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true })
const language = fc.constantFrom<Language[]>('ru', 'en')

test('a deadline as the bot shows it is read as the same deadline', () => {
  const minutesAhead = fc.integer({ min: 1, max: 3 * 365 * 24 * 60 - 1 })
  fc.assert(
    fc.property(
      instant,
      minutesAhead,
      fc.constantFrom(...zones),
      language,
      (now, ahead, timeZone, language) => {
        const at = new Date(Math.floor(now.getTime() / 60_000 + ahead) * 60_000)
        const clock = createLocalClock(timeZone)
        // of an hour that comes twice, the first is meant
        fc.pre(clock.instantOf(clock.localTimeOf(at)).getTime() === at.getTime() && at > now)
        const text = formatDeadline(at, { now, language, timeZone })
        assert.deepEqual(readDeadline(text, { now, timeZone, language, endOfDay }), { kind: 'at', at }, text)
      },
    ),
  )
})

test('whatever is typed, a deadline lies ahead, within three years, on a whole minute', () => {
  const words = [...Object.keys(russianDeadlines), ...Object.keys(englishDeadlines)].flatMap((text) =>
    text.split(' '),
  )
  const word = fc.oneof(fc.constantFrom(...words), fc.nat(99999).map(String), fc.string({ maxLength: 6 }))
  const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, instant, fc.constantFrom(...zones), language, (typed, now, timeZone, language) => {
      const reading = readDeadline(typed, { now, timeZone, language, endOfDay })
      if (reading.kind !== 'at') return
      assert.ok(reading.at > now, typed)
      assert.ok(reading.at.getTime() - now.getTime() < (3 * 366 + 1) * 24 * 3_600_000, typed)
      assert.equal(reading.at.getTime() % 60_000, 0, typed)
    }),
    { numRuns: 1000 },
  )
})
