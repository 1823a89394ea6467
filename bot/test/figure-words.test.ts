import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeWords } from '../src/reports/figure-words.ts'

test('the change of a time is the difference of the times that are shown', () => {
  const cases: [now: number, before: number, words: string][] = [
    [119, 60, '1 мин (=)'],
    [120, 119, '2 мин (+1 мин)'],
    [3600, 3659, '1 ч (=)'],
    [3599, 3600, '59 мин (−1 мин)'],
    [29, 31, '0 мин (=)'],
  ]
  for (const [now, before, words] of cases) assert.equal(timeWords(now, 'ru', { now, before }), words)
})
