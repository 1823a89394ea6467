import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTarget } from '../src/tickets/clocks/targets-duration.ts'

const minute = 60
const hour = 3600
const target = (seconds: number | null) => ({ kind: 'target' as const, seconds })

test('a target is read as people write it, in Russian and in English', () => {
  for (const text of [
    '6 ч',
    '6ч',
    '6 часов',
    ' 6 Ч. ',
    '6h',
    '6 hours',
    '6,0 часа',
    '360 мин',
    '5 ч 60 минут',
  ]) {
    assert.deepEqual(readTarget(text), target(6 * hour), text)
  }
  for (const text of [
    '90 min',
    '90 мин',
    '1,5 ч',
    '1.5 h',
    '1 ч 30 мин',
    '1h30m',
    '1 час и 30 минут',
    '1 hour and 30 minutes',
  ]) {
    assert.deepEqual(readTarget(text), target(90 * minute), text)
  }
  for (const text of ['нет', 'Без срока', 'no target', 'none'])
    assert.deepEqual(readTarget(text), target(null), text)
})

test('what is no target, or could be two, is asked again', () => {
  const nonsense = [
    '',
    '6',
    'завтра',
    'ч',
    '-6 ч',
    '6 дней',
    '1:30',
    '6 ч 6 ч',
    '６ ч',
    '6 ч <b>',
    '1e3 h',
    '9'.repeat(400),
  ]
  for (const text of nonsense) assert.deepEqual(readTarget(text), { kind: 'not_understood' }, text)
  for (const text of ['0 ч', '4 мин', '401 ч', '400 ч 1 мин', '999999 ч', '0 h 0 min']) {
    assert.deepEqual(readTarget(text), { kind: 'out_of_bounds' }, text)
  }
  assert.deepEqual(readTarget('5 мин'), target(5 * minute))
  assert.deepEqual(readTarget('400 ч'), target(400 * hour))
})
