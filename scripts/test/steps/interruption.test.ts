import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchForInterruption } from '../../lib/steps/interruption.ts'
import { StepError } from '../../lib/steps/step.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

for (const name of signals) {
  test(`${name} ends what is under way, and whatever comes of that is told as an interruption`, () => {
    const said: string[] = []
    using interruption = watchForInterruption((line) => said.push(line))
    interruption.stopHere()
    process.emit(name)
    assert.ok(interruption.signal.aborted)
    assert.throws(() => interruption.stopHere(), new RegExp(`interrupted by ${name}`))
    assert.match(String(interruption.explain(new StepError('broken pipe'))), new RegExp(name))
    const bug = new TypeError('a bug')
    assert.equal(interruption.explain(bug), bug)
    assert.deepEqual(said, [`${name}: what was begun is taken back`])
  })

  test(`${name} in the middle of an exchange is told, and ends what comes after it`, async () => {
    const said: string[] = []
    using interruption = watchForInterruption((line) => said.push(line))
    const done = await interruption.carryThrough(async () => {
      process.emit(name)
      process.emit(name)
      interruption.stopHere()
      return 'done'
    })
    assert.equal(done, 'done')
    assert.deepEqual(said, [`${name}: too late, this goes on to its end`])
    await assert.rejects(
      interruption.carryThrough(async () => assert.fail('a second one was begun')),
      new RegExp(name),
    )
  })
}

test('an exchange that fails says why, though somebody pressed Ctrl-C meanwhile', async () => {
  using interruption = watchForInterruption(() => undefined)
  const failure = new StepError('sessions do not end')
  await assert.rejects(
    interruption.carryThrough(async () => {
      process.emit('SIGINT')
      throw failure
    }),
    failure,
  )
  assert.equal(interruption.explain(failure), failure)
})
