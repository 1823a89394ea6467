import assert from 'node:assert/strict'
import { after, before, describe, type TestContext, test } from 'node:test'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { missingEngine } from './engine.ts'
import { missingNodes, nodes, untilMachines } from './lab-nodes.ts'
import { projectName } from './leftovers.ts'
import { type LoadFigures, startLoad } from './steady-load.ts'
import type { Entrance } from './swarm-entrance.ts'
import { prepareSwarmSchool, type SwarmSchool } from './swarm-school.ts'

/** Of a deploy with all its load, on a machine that has other work too. */
const timeout = 300_000

/** For people: what was sent, how it was answered, and the longest time (seconds) without a good answer. */
function figuresOf(seen: LoadFigures, answers: Entrance['answers']): string {
  const good = answers.filter(({ status }) => status === 200)
  const pauses = good.slice(1).map(({ at }, index) => at - (good[index]?.at ?? at))
  const statuses = Object.entries(Object.groupBy(answers, ({ status }) => String(status)))
  const p99 = good.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(good.length * 0.99)] ?? 0
  return [
    `${seen.sent} updates in ${seen.seconds.toFixed(0)} s, ${seen.lost} lost, ${seen.tickets} tickets, ${seen.doubled} doubled`,
    ...statuses.map(([status, all = []]) => `${all.length} x ${status}`),
    `p99 ${p99.toFixed(0)} ms, longest silence ${(Math.max(0, ...pauses) / 1000).toFixed(1)} s`,
  ].join(', ')
}

describe('a school on a Swarm of three machines', { skip: missingNodes() || missingEngine() }, () => {
  let school: SwarmSchool
  let people: PersonDriver[]
  const version = (number: number) => `${projectName}-${number}`

  before(
    async () => {
      school = await prepareSwarmSchool()
      await school.start()
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 170_000 })

  /** While updates come without a pause: none is lost or done twice; gives the longest silence of the entrance (seconds). */
  async function underLoad(t: TestContext, perSecond: number, work: () => Promise<void>): Promise<void> {
    const [first, second, third, fourth, ...crowd] = people
    const filers = [first, second, third, fourth].filter((one) => one !== undefined)
    const answered = school.entrance.answers.length
    const load = await startLoad(school, { crowd, filers, perSecond })
    try {
      await work()
    } finally {
      const seen = await load.stop()
      t.diagnostic(figuresOf(seen, school.entrance.answers.slice(answered)))
      assert.deepEqual([seen.lost, seen.doubled, seen.receiptsTooMany], [0, 0, 0])
      assert.equal(seen.tickets, seen.filed)
    }
  }

  test('begins nothing while nobody has said who backs up the Postgres that is elsewhere', async () => {
    const { code, output } = await school.deploy({ BACKUP_BEFORE_DEPLOY: 'true' })
    assert.equal(code, 4, output)
    assert.match(output, /take a backup where it is and start again with --no-backup/)
    assert.equal((await school.on(1, 'network', 'ls', '--quiet', '--filter', 'name=schoolbot_')).trim(), '')
  })

  test('starts by one command, on every machine', { timeout }, async (t) => {
    await school.build(version(1))
    const { code, output, seconds } = await school.deploy({ BACKUP_BEFORE_DEPLOY: 'false' })
    assert.equal(code, 0, output)
    assert.match(output, /The canary came through 3 bots, and by 3 nginx too/)
    t.diagnostic(`${seconds} s`)
    const machines = (await school.bots()).map((line) => line.split(' ')[0])
    assert.deepEqual(new Set(machines), new Set(['node1', 'node2', 'node3']))
    people = await school.meetPeople(24)
  })

  test('takes more bots and gives them back while updates come', { timeout }, async (t) => {
    await underLoad(t, 40, async () => {
      for (const count of [5, 3]) {
        const { code, output, seconds } = await school.deploy({ BOT_REPLICAS: count })
        assert.equal(code, 0, output)
        t.diagnostic(`${count} bots after ${seconds} s`)
      }
    })
    assert.equal((await school.bots()).length, 3)
  })

  test('takes a new version, one bot after the other', { timeout }, async (t) => {
    school.change('bot/package.json', '"version": "', '"version": "9.')
    await school.build(version(2))
    await underLoad(t, 40, async () => {
      const { code, output, seconds } = await school.deploy({ BOT_VERSION: version(2) })
      assert.equal(code, 0, output)
      assert.match(output, /The canary came through 3 bots, and by 3 nginx too/)
      t.diagnostic(`${seconds} s`)
    })
    assert.match(await school.health(2), /"version":"9\./)
  })

  test('goes back from a version whose canary does not come through', { timeout: 420_000 }, async (t) => {
    const [before, healthBefore] = [await image(), await school.health(1)]
    const arrived = 'if (!(await isUnderWay(db, id))) return undefined'
    const stuck = "if (!(await isUnderWay(db, id))) return 'it arrived where nobody is'"
    school.change('bot/src/telegram/canary.ts', arrived, stuck)
    await school.build(version(3))
    await underLoad(t, 40, async () => {
      const { code, output, seconds } = await school.deploy({ BOT_VERSION: version(3) })
      assert.equal(code, 7, output)
      const word = output.trim().split('\n').at(-1) ?? ''
      assert.match(
        word,
        /canary has not come through bot\.\d on node\d: .*503 \(it arrived where nobody is\)/,
      )
      assert.match(word, new RegExp(`${before} is in service again, after \\d+ s$`))
      t.diagnostic(`${seconds} s: ${word}`)
    })
    assert.equal(await image(), before)
    const versionIn = (health: string) => /"version":"([^"]+)"/.exec(health)?.[1]
    assert.equal(versionIn(await school.health(1)), versionIn(healthBefore))
    school.change('bot/src/telegram/canary.ts', stuck, arrived)
  })

  test('goes back by itself from a version that never gets ready', { timeout: 400_000 }, async (t) => {
    const before = await image()
    school.change('bot/src/app.ts', 'state.ready = true', 'state.ready = false')
    await school.build(version(4))
    await underLoad(t, 40, async () => {
      const { code, output, seconds } = await school.deploy({ BOT_VERSION: version(4) })
      assert.equal(code, 7, output)
      t.diagnostic(`${seconds} s: ${output.trim().split('\n').at(-1)}`)
    })
    assert.equal(await image(), before)
    school.set({ BOT_VERSION: before.split(':')[1] ?? '' })
    school.change('bot/src/app.ts', 'state.ready = false', 'state.ready = true')
  })

  test('goes on when a machine loses its power, and makes its bots elsewhere', { timeout }, async (t) => {
    await underLoad(t, 40, async () => {
      const began = performance.now()
      await nodes('kill', '3')
      await school.untilBots(3, { without: 3 })
      t.diagnostic(`three bots elsewhere after ${(performance.now() - began) / 1000} s`)
    })
    await nodes('start', '3')
  })

  test('goes on when the leading manager is lost, and takes commands from another one', {
    timeout,
  }, async (t) => {
    await untilMachines()
    await underLoad(t, 40, async () => {
      const began = performance.now()
      await nodes('kill', '1')
      await school.untilBots(3, { by: 2, without: 1 })
      t.diagnostic(`three bots elsewhere after ${(performance.now() - began) / 1000} s`)
      await school.on(2, 'service', 'scale', '--detach', 'schoolbot_bot=4')
      await school.untilBots(4, { by: 2, without: 1 })
    })
    await nodes('start', '1')
  })

  test('goes on when a machine is cut off, and has it back when it is mended', { timeout }, async (t) => {
    await untilMachines()
    const { length } = await school.bots()
    await underLoad(t, 40, async () => {
      const began = performance.now()
      await nodes('cut', '2')
      await school.untilBots(length, { by: 3, without: 2 })
      t.diagnostic(`${length} bots elsewhere after ${(performance.now() - began) / 1000} s`)
      await nodes('mend', '2')
      await untilMachines()
      await school.untilBots(length, { by: 3 })
    })
  })

  const image = async () =>
    (await school.on(1, 'service', 'ls', '--filter', 'name=schoolbot_bot', '--format', '{{.Image}}')).trim()
})
