import assert from 'node:assert/strict'
import { test } from 'node:test'
import { share } from '../src/reports/export/kpi-cells.ts'
import { percentWords, timeWords } from '../src/reports/figure-words.ts'

test('the change of a time is the difference of the times that are shown, and no time is nought', () => {
  const cases: [now: number, before: number, words: string][] = [
    [119, 60, '1 мин (=)'],
    [120, 119, '2 мин (+1 мин)'],
    [3600, 3659, '1 ч (=)'],
    [3599, 3600, '59 мин (−1 мин)'],
    [29, 31, '1 мин (=)'],
    [0, 60, '1 мин (=)'],
    [0, 120, '1 мин (−1 мин)'],
  ]
  for (const [now, before, words] of cases) assert.equal(timeWords(now, 'ru', { now, before }), words)
})

test('a share that is not all does not read as all, and one that is not nothing not as nothing', () => {
  const cases: [percent: number, words: string, cell: number][] = [
    [100, '100 %', 100],
    [99.99, '99 %', 99.9],
    [99.6, '99 %', 99.6],
    [99.4, '99 %', 99.4],
    [66.67, '67 %', 66.7],
    [0.4, '1 %', 0.4],
    [0.01, '1 %', 0.1],
    [0, '0 %', 0],
  ]
  for (const [percent, words, cell] of cases) {
    assert.equal(percentWords(percent, 'ru'), words)
    assert.equal(share(percent), cell)
  }
  assert.equal(percentWords(99.6, 'en', { now: 99.6, before: 100 }), '99% (−1)')
  assert.equal(percentWords(0.4, 'en', { now: 0.4, before: 0 }), '1% (+1)')
})
