import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HistoryLine } from '../../lib/deploy/history.ts'
import { chosenRelease } from '../../lib/deploy/rollback.ts'
import { NothingToDo } from '../../lib/steps/exit-code.ts'
import { PreflightError } from '../../lib/steps/step.ts'

const idOf = (day: number) => `2026120${day}-083000Z`

const line = (day: number, more: Partial<HistoryLine> = {}): HistoryLine => ({
  ...{ kind: 'deploy', release: idOf(day), outcome: 'done', environment: 'prod', version: `v${day}` },
  ...{ image: `sha256:${day}`, migrations: [], begunAt: '', endedAt: '' },
  ...more,
})

const three = [line(1), line(2), line(3)]
const brokenOff = (kind: 'deploy' | 'rollback', day: number) => ({
  ...{ kind, release: idOf(day), begunAt: '', step: 'replicas' },
  ...{ migrations: [], contracts: [], backup: undefined },
})

test('a rollback leads to the release before the present one, or to the one that is named', () => {
  assert.equal(chosenRelease(three, undefined, undefined).release, idOf(2))
  assert.equal(chosenRelease(three, undefined, idOf(1)).release, idOf(1))
  assert.throws(() => chosenRelease(three, undefined, idOf(3)), NothingToDo)
  assert.throws(() => chosenRelease([line(1)], undefined, undefined), NothingToDo)
})

test('a release that never was in service stands in the way, and those that were are named', () => {
  assert.throws(
    () => chosenRelease(three, undefined, idOf(7)),
    (error: unknown) => error instanceof PreflightError && error.message.includes(idOf(2)),
  )
})

test('after a deploy that was broken off the way back leads to the release that was in service, and no further', () => {
  assert.equal(chosenRelease(three, brokenOff('deploy', 4), undefined).release, idOf(3))
  assert.equal(chosenRelease(three, brokenOff('deploy', 4), idOf(3)).release, idOf(3))
})

test('so it does after one that failed and could not be taken back', () => {
  const failed = [...three, line(4, { outcome: 'failed' })]
  assert.equal(chosenRelease(failed, undefined, undefined).release, idOf(3))
  assert.equal(
    chosenRelease([...three, line(4, { outcome: 'returned' })], undefined, undefined).release,
    idOf(2),
  )
})

test('a rollback that was broken off goes on to where it led', () => {
  assert.equal(chosenRelease(three, brokenOff('rollback', 2), undefined).release, idOf(2))
})
