import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseTests } from '../../lib/tests/chosen-files.ts'
import { findTestFiles, partOf } from '../../lib/tests/test-files.ts'
import { root } from '../copied-checkout.ts'
import { workflow } from './workflow.ts'

const everything = { fast: false, part: undefined, shard: undefined, patterns: [] }
const jobs = workflow.jobs['test']?.strategy?.matrix.include ?? []

test('the jobs of CI side by side are every test file and the checks, each exactly once', () => {
  const choices = jobs.map(({ part, shard }) =>
    chooseTests(root, root, { fast: false, part, shard, patterns: [] }),
  )
  assert.deepEqual(choices.flatMap(({ files }) => files).sort(), findTestFiles(root, root, []))
  assert.equal(choices.filter(({ checks }) => checks).length, 1)
  assert.equal(
    workflow.jobs['test']?.steps.at(-1)?.run,
    './scripts/test.sh --part "$PART" ${SHARD:+--shard "$SHARD"}',
  )
})

test('without a part it is everything, with a pattern that alone', () => {
  const { checks, files } = chooseTests(root, '/', everything)
  assert.ok(checks)
  assert.deepEqual(files, findTestFiles(root, '/', []))
  const one = chooseTests(root, '/', { ...everything, patterns: ['scripts/test/ci/jobs'] })
  assert.deepEqual(one, { checks: false, files: [import.meta.filename] })
})

test('a file belongs to the part that has what it needs', () => {
  assert.equal(partOf('/a/bot/test/ticket.test.ts'), 'units')
  assert.equal(partOf('/a/bot/test/page.browser.test.ts'), 'browser')
  assert.equal(partOf('/a/scripts/test/stack/alerts.waiting.test.ts'), 'stack')
  assert.equal(partOf('/a/scripts/test/stack/engine.alone.test.ts'), 'stack')
  assert.equal(partOf('/b/disk.alone.test.ts'), 'stack')
})

test('any number of shares is the whole of a part', () => {
  const part = (shard: string) => chooseTests(root, root, { ...everything, part: 'units', shard }).files
  const whole = part('1/1')
  const seven = Array.from({ length: 7 }, (_, index) => part(`${index + 1}/7`))
  assert.deepEqual(seven.flat().sort(), whole)
  assert.ok(
    Math.max(...seven.map(({ length }) => length)) - Math.min(...seven.map(({ length }) => length)) <= 1,
  )
})

test('what makes no sense together is refused with words', () => {
  const refused =
    (asked: Partial<typeof everything> | { part: string; shard?: string; patterns?: string[] }) => () =>
      chooseTests(root, root, { ...everything, ...asked })
  assert.throws(refused({ part: 'nope' }), /there is no part "nope": checks, units, browser, stack/)
  assert.throws(refused({ part: 'units', shard: '4/3' }), /not "4\/3"/)
  assert.throws(refused({ part: 'units', shard: '0/3' }), /not "0\/3"/)
  assert.throws(refused({ part: 'checks', shard: '1/2' }), /--shard divides a part with tests/)
  assert.throws(refused({ part: 'units', patterns: ['ci'] }), /not both/)
  assert.throws(refused({ part: 'browser', shard: '99/99' }), /there is no test/)
})
