import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { begunWork } from '../../lib/restore/begun-work.ts'
import { forgetStopped, markStopped, stoppedBefore } from '../../lib/restore/stopped-mark.ts'

test('a run that was broken off leaves what it was about, what is done of it, and what it had stopped', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-root-'))
  t.after(() => rmSync(root, { recursive: true }))
  const work = () => begunWork(root, 'rescue')
  assert.deepEqual([work().earlier(), work().isDone('schoolbot')], [undefined, false])
  work().begin('latest')
  work().markDone('schoolbot')
  assert.equal(work().earlier(), 'latest')
  assert.deepEqual([work().isDone('schoolbot'), work().isDone('latest')], [true, false])
  assert.equal(begunWork(root, 'new-server').earlier(), undefined)
  work().begin('another')
  assert.equal(work().isDone('schoolbot'), false)
  work().end()
  assert.equal(work().earlier(), undefined)

  assert.deepEqual(stoppedBefore(root), [])
  markStopped(root, ['a', 'b'])
  assert.deepEqual(stoppedBefore(root), ['a', 'b'])
  forgetStopped(root)
  assert.deepEqual(stoppedBefore(root), [])
})
