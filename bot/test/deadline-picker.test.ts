import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weekdayOf } from '../src/platform/local-date.ts'
import { month, moscow, named, press, rows, texts, weekly } from './deadline-picking.ts'

test('the quick choice is today, tomorrow and the end of the week, each until the school closes', () => {
  const quick = rows({ kind: 'quick' })
  assert.deepEqual(texts(quick), [
    ['Сегодня до 18:00'],
    ['Завтра до 18:00'],
    ['До конца недели: пт, 15:00'],
    ['🗓 Календарь'],
  ])
  assert.deepEqual(press(quick[0]?.[0]), { kind: 'picked', at: moscow('2026-11-25T18:00') })
  assert.deepEqual(press(quick[2]?.[0]), { kind: 'picked', at: moscow('2026-11-27T15:00') })
  assert.deepEqual(press(quick[3]?.[0]), { kind: 'turned', view: month(2026, 11) })
})

test('only what lies ahead and differs is offered', () => {
  const offered = (now: string) => texts(rows({ kind: 'quick' }, { now: moscow(now), language: 'en' })).flat()
  assert.deepEqual(offered('2026-11-25T18:00'), [
    'Tomorrow by 18:00',
    'End of the week: Fri, 15:00',
    '🗓 Calendar',
  ])
  // tomorrow is the end of the week
  assert.deepEqual(offered('2026-11-26T10:00'), ['Today by 18:00', 'Tomorrow by 15:00', '🗓 Calendar'])
  assert.deepEqual(offered('2026-11-29T23:00'), ['Tomorrow by 18:00', '🗓 Calendar'])
})

test('before days off the next working day is offered too, however many there are', () => {
  const offered = (now: string, changes = {}) =>
    texts(rows({ kind: 'quick' }, { now: moscow(now), ...changes })).flat()
  const monday = 'Рабочий день: пн, 30 ноября, 18:00'
  assert.deepEqual(offered('2026-11-27T10:00'), [
    'Сегодня до 15:00',
    'Завтра до 18:00',
    monday,
    '🗓 Календарь',
  ])
  assert.deepEqual(offered('2026-11-28T21:00'), ['Завтра до 18:00', monday, '🗓 Календарь'])
  const holidays = weekly(({ month, day }) => (month === 1 && day < 12 ? null : { opens: 480, closes: 1080 }))
  assert.deepEqual(offered('2027-01-01T10:00', { calendar: holidays }), [
    'Сегодня до 18:00',
    'Завтра до 18:00',
    'Рабочий день: вт, 12 января, 18:00',
    '🗓 Календарь',
  ])
  const closed = weekly(() => null)
  assert.deepEqual(offered('2027-01-01T10:00', { calendar: closed }), [
    'Сегодня до 18:00',
    'Завтра до 18:00',
    '🗓 Календарь',
  ])
})

test('a button means the day it was shown for, also when it is pressed later', () => {
  const [[today] = [], [tomorrow] = []] = rows({ kind: 'quick' })
  const nextDay = { now: moscow('2026-11-26T09:00') }
  assert.deepEqual(press(today, nextDay), { kind: 'past', at: moscow('2026-11-25T18:00') })
  assert.deepEqual(press(tomorrow, nextDay), { kind: 'picked', at: moscow('2026-11-26T18:00') })
})

test('the calendar shows a month from Monday, with today and the days off marked and the past blank', () => {
  assert.deepEqual(texts(rows(month(2026, 11))), [
    ['·', 'Ноябрь', '▶️'],
    ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    ['·', '·', '•25', '26', '27', '28*', '29*'],
    ['30', '·', '·', '·', '·', '·', '·'],
    ['⬅️ Другие сроки'],
  ])
  const [heading, weekdays] = texts(rows(month(2027, 2), { language: 'en' }))
  assert.deepEqual(heading, ['◀️', 'February', '▶️'])
  assert.deepEqual(weekdays, ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
})

test('headings, weekdays, blanks and days that lie behind do nothing', () => {
  const november = rows(month(2026, 11))
  const inert = [...(november[1] ?? []), ...november.flat().filter(({ text }) => text === '·')]
  for (const button of [...inert, named(november, 'Ноябрь')]) {
    assert.deepEqual(press(button), { kind: 'nothing' })
  }
})

test('months are turned from the current one to the one three years on', () => {
  let view = month(2026, 11)
  const seen: string[] = []
  for (let turns = 0; turns < 100; turns += 1) {
    const keyboard = rows(view)
    seen.push(keyboard[0]?.[1]?.text ?? '')
    const on = named(keyboard, '▶️')
    if (on === undefined) break
    const turned = press(on)
    assert.ok(turned.kind === 'turned')
    const back = press(named(rows(turned.view), '◀️'))
    assert.deepEqual(back, { kind: 'turned', view })
    view = turned.view
  }
  assert.equal(seen.length, 37)
  assert.equal(seen.at(-1), 'Ноябрь')
  const last = rows(view).flat()
  assert.ok(last.some(({ text }) => text === '25*'))
  assert.ok(!last.some(({ text }) => text.includes('26')))
})

test('a day asks for its time: round hours while the school is open, and its closing', () => {
  const dayOf = (text: string, changes = {}) => {
    const turned = press(named(rows(month(2026, 11), changes), text), changes)
    assert.ok(turned.kind === 'turned')
    return rows(turned.view, changes)
  }
  assert.deepEqual(texts(dayOf('26')), [['09:00', '12:00', '15:00', '18:00'], ['⬅️ Другой день']])
  assert.deepEqual(texts(dayOf('27'))[0], ['09:00', '12:00', '15:00'])
  assert.deepEqual(texts(dayOf('28*'))[0], ['09:00', '12:00', '15:00', '18:00'])
  assert.deepEqual(texts(dayOf('•25'))[0], ['12:00', '15:00', '18:00'])
  const afternoon = { now: moscow('2026-11-25T15:00') }
  assert.deepEqual(texts(dayOf('•25', afternoon))[0], ['18:00'])
  assert.deepEqual(press(named(dayOf('26'), '12:00')), { kind: 'picked', at: moscow('2026-11-26T12:00') })
  assert.deepEqual(press(dayOf('26')[1]?.[0]), { kind: 'turned', view: month(2026, 11) })
})

test('a day that is over, and a time that has come meanwhile, lie behind', () => {
  const evening = { now: moscow('2026-11-25T19:00') }
  const today = named(rows(month(2026, 11)), '•25')
  assert.deepEqual(press(today, evening), { kind: 'past', at: moscow('2026-11-25T18:00') })
  // shown again, it is no longer to be pressed
  assert.deepEqual(press(named(rows(month(2026, 11), evening), '•25'), evening), { kind: 'nothing' })
  const noon = named(rows({ kind: 'day', date: { year: 2026, month: 11, day: 25 } }), '12:00')
  assert.deepEqual(press(noon, evening), { kind: 'past', at: moscow('2026-11-25T12:00') })
})

test('a calendar that has hung there for months opens at the current one', () => {
  const november = rows(month(2026, 11))
  assert.ok(november)
  const onward = named(november, '▶️')
  const later = { now: moscow('2027-03-10T10:00') }
  assert.deepEqual(press(onward, later), { kind: 'turned', view: month(2027, 3) })
})

test('every month has all its days, each below its weekday', () => {
  const now = moscow('2023-12-31T10:00')
  for (let index = 0; index < 36; index += 1) {
    const [year, number] = [2024 + Math.floor(index / 12), (index % 12) + 1]
    const [, , ...weeks] = rows(month(year, number), { now }).slice(0, -1)
    const days = new Date(Date.UTC(year, number, 0)).getUTCDate()
    assert.ok(weeks.every((week) => week.length === 7))
    const found = weeks.flatMap((week) =>
      week.flatMap(({ text }, column) => {
        const day = Number(text.replace(/\D/g, ''))
        if (day > 0) assert.equal(weekdayOf({ year, month: number, day }), column + 1)
        return day > 0 ? [day] : []
      }),
    )
    assert.deepEqual(
      found,
      Array.from({ length: days }, (_, i) => i + 1),
      `${number}.${year}`,
    )
  }
})
