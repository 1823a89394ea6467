import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { chosenTests } from '../../lib/image-tests/chosen-tests.ts'
import { readTestOutput } from '../../lib/image-tests/failed-tests.ts'
import { root } from '../copied-checkout.ts'

const dockerfile = readFileSync(join(root, 'scripts/lib/image-tests/Dockerfile'), 'utf8')

test('failed tests are named with their file, and nothing else is taken for one', () => {
  const { failed, lastLine } = readTestOutput(
    [
      'Tests (3 files)',
      '  ok       bot/test/start.test.ts (3, 3.4 s)',
      '  FAILED   bot/test/process.test.ts (38.7 s)',
      '           - it becomes ready',
      '           - a taken port ends the process',
      '  ok       bot/test/task-loop.test.ts (6, 24.5 s)',
      '  said     bot/test/task-loop.test.ts: 12 ms',
      '',
      '--- bot/test/process.test.ts: it becomes ready',
      '           - no name, but what somebody printed',
      '',
      '12 passed, 2 failed, 0 skipped',
      '',
    ].join('\n'),
  )
  assert.deepEqual(failed, [
    'bot/test/process.test.ts: it becomes ready',
    'bot/test/process.test.ts: a taken port ends the process',
  ])
  assert.equal(lastLine, '12 passed, 2 failed, 0 skipped')
})

test('every chosen test is there, and needs nothing that the image has not', () => {
  for (const file of chosenTests) {
    assert.ok(existsSync(join(root, file)), file)
    assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /playwright|scripts\/test/, file)
  }
})

test('the tests come beside what ships and change nothing of it', () => {
  const [, onTop = ''] = dockerfile.split(/^FROM shipped$/m)
  assert.doesNotMatch(onTop, /^(COPY|ADD) .* \/app/m)
  assert.doesNotMatch(onTop, /^WORKDIR \/app/m)
  const nodeOf = (text: string) => /^FROM (node:\S+)/m.exec(text)?.[1]
  assert.equal(nodeOf(dockerfile), nodeOf(readFileSync(join(root, 'bot/Dockerfile'), 'utf8')))
})
