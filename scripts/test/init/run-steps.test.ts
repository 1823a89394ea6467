import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOlder } from '../../lib/init/tools.ts'
import { verdictOf } from '../../lib/init/verdict.ts'
import { type Group, type Mode, runSteps } from '../../lib/steps/run-steps.ts'
import { type Finding, type Step, StepError } from '../../lib/steps/step.ts'

type Part = { step: Step; made: number }

/** A part that is in a state, and becomes ready when it is made, unless it breaks. */
function part(name: string, state: Finding['state'], breaks?: string): Part {
  let now = state
  const made: Part = {
    made: 0,
    step: {
      name,
      look: async () => ({ state: now, words: `is ${now}` }),
      async make() {
        made.made++
        if (breaks !== undefined) throw new StepError(breaks)
        now = 'ready'
        return { state: now, words: 'is made' }
      },
    },
  }
  return made
}

async function run(groups: Group[], mode: Mode = 'apply') {
  const said: string[] = []
  const rows = await runSteps(groups, { mode, say: (line) => said.push(line) })
  return { rows, said, states: rows.map(({ state }) => state).join(' ') }
}

const group = (failureStops: Group['failureStops'], ...parts: Part[]): Group => ({
  failureStops,
  steps: parts.map(({ step }) => step),
})

test('only what is missing is made, and only once', async () => {
  const [ready, missing, absent] = [part('a', 'ready'), part('b', 'missing'), part('c', 'absent')]
  const groups = [group('everything', ready, missing, absent)]
  assert.equal((await run(groups)).states, 'ready ready absent')
  const again = await run(groups)
  assert.deepEqual(again.said, [])
  assert.deepEqual([ready.made, missing.made, absent.made], [0, 1, 0])
  assert.ok(again.rows.every(({ made }) => !made))
})

for (const mode of ['check', 'dry-run'] as const) {
  test(`with --${mode} nothing is made, and all is looked at`, async () => {
    const parts = [part('a', 'missing'), part('b', 'failed'), part('c', 'missing')]
    assert.equal((await run([group('everything', ...parts)], mode)).states, 'missing failed missing')
    assert.deepEqual(
      parts.map(({ made }) => made),
      [0, 0, 0],
    )
  })
}

test('what stands on a broken part is not tried, and the reason is said', async () => {
  const { states, said } = await run([
    group('everything', part('a', 'missing', 'no room'), part('b', 'missing')),
    group('nothing', part('c', 'missing')),
  ])
  assert.equal(states, 'failed stopped stopped')
  assert.ok(said.includes('a failed: no room'))
})

test('a group that stands for itself breaks for itself', async () => {
  const { states } = await run([
    group('its group', part('a', 'failed'), part('b', 'missing')),
    group('nothing', part('c', 'failed'), part('d', 'missing')),
  ])
  assert.equal(states, 'failed stopped failed ready')
})

test('a mistake of ours is not dressed up as a finding', async () => {
  const look = async () => Promise.reject(new TypeError('x is not a function'))
  const broken: Group = { failureStops: 'nothing', steps: [{ name: 'a', look, make: look }] }
  await assert.rejects(run([broken]), TypeError)
})

test('the exit code says whether all is ready, something is wrong, or something could not be made', async () => {
  const verdict = async (mode: Mode, ...groups: Group[]) =>
    verdictOf((await run(groups, mode)).rows, {
      mode,
      botRuns: false,
      older: [],
      start: 'docker compose up -d',
    })
  const ready = () => group('everything', part('a', 'ready'), part('b', 'absent'))
  const missing = () => group('everything', part('a', 'missing'))
  assert.equal((await verdict('check', ready())).code, 0)
  assert.equal((await verdict('check', missing())).code, 6)
  assert.equal((await verdict('dry-run', missing())).code, 0)
  assert.equal((await verdict('apply', missing())).code, 0)
  assert.equal((await verdict('apply', group('nothing', part('a', 'failed'), part('b', 'ready')))).code, 6)
  const stopping = group('everything', part('a', 'missing', 'no room'), part('b', 'ready'))
  assert.equal((await verdict('apply', stopping)).code, 1)
  assert.match((await verdict('apply', ready())).words, /nothing to do.*docker compose up -d/)
})

test('who runs with older settings is named, and how he gets the new ones', async () => {
  const { rows } = await run([group('everything', part('a', 'ready'))])
  const { words, code } = verdictOf(rows, {
    mode: 'check',
    botRuns: true,
    older: ['bot', 'nginx'],
    start: '',
  })
  assert.equal(code, 0)
  assert.equal(words, 'All is ready, but bot and nginx still run with older settings: docker compose up -d')
})

test('versions are compared by number', () => {
  assert.ok(isOlder([2, 9, 9], [2, 30, 0]))
  assert.ok(isOlder([2, 30], [2, 30, 1]))
  assert.ok(!isOlder([2, 30, 0], [2, 30, 0]))
  assert.ok(!isOlder([5, 0, 0], [2, 30, 0]))
})

test('what does not answer is a failure with its reason', async () => {
  const silent: Step = {
    name: 'a',
    look: async () => ({ state: 'missing', words: 'is missing' }),
    async make() {
      await fetch('http://127.0.0.1:47')
      return { state: 'ready', words: '' }
    },
  }
  const { rows } = await run([{ failureStops: 'nothing', steps: [silent] }])
  assert.deepEqual(
    rows.map(({ state, words }) => `${state}: ${words}`),
    ['failed: connect ECONNREFUSED 127.0.0.1:47'],
  )
})
