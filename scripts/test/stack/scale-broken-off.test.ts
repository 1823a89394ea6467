import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { scaleMoments } from '../../lib/scale/run-scale.ts'
import { missingDeployPatience, missingEngine } from './engine.ts'
import { prepareScaleSchool, type ScaleSchool } from './scale-school.ts'
import { lostNothing, startLoad } from './steady-load.ts'

describe('scale.sh, at length', { skip: missingDeployPatience || missingEngine() }, () => {
  let school: ScaleSchool
  let crowd: PersonDriver[]
  let filers: PersonDriver[]

  before(
    async () => {
      school = await prepareScaleSchool()
      await school.up()
      filers = await school.meetPeople('Анна', 'Борис', 'Вера', 'Глеб')
      crowd = await school.meetPeople(...Array.from({ length: 120 }, (_, index) => `Гость ${index}`))
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 90_000 })

  test('killed at each moment it leaves a school at work, and the next run goes on', {
    timeout: 600_000,
  }, async (t) => {
    const load = await startLoad(school, { crowd, filers, perSecond: 20 })
    let there = 2
    for (const moment of scaleMoments) {
      const isOfGoing = ['out of nginx', 'idle', 'stopped', 'removed'].some((word) => moment.endsWith(word))
      const wanted = isOfGoing || there === 3 ? there - 1 : there + 1
      if (wanted === 0) there = 1
      const count = Math.max(wanted, 1)
      if (count === there) {
        await school.scale(0, [String(there + 1)])
        there += 1
      }
      const began = performance.now()
      await school.scale(null, [String(count)], { SCHOOLBOT_FAILPOINT: moment })
      const answer = await fetch(`${school.url}/healthz`)
      assert.equal(answer.status, 200, moment)
      await school.scale(0, [String(count)])
      await school.isInOrder(count)
      there = count
      t.diagnostic(`killed at ${moment}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    }
    const seen = await load.stop()
    t.diagnostic(JSON.stringify(seen))
    lostNothing(seen)
  })

  test('one that does not come up goes, and the number that runs is kept', { timeout: 120_000 }, async () => {
    await bring(2)
    const token = readFileSync(school.file('secrets/telegram_token'), 'utf8')
    // what Compose does not count among the settings
    writeFileSync(school.file('secrets/telegram_token'), '1:nobody-knows-this-token')
    const printed = await school.scale(1, ['3'])
    assert.match(
      printed,
      /bot-\d+ ends by itself; its last words:[^]*2 replicas run, and BOT_REPLICAS=2 is kept/,
    )
    writeFileSync(school.file('secrets/telegram_token'), token)
    await school.isInOrder(2)
  })

  test('an nginx that would not start with its files is left alone, and so are all replicas', {
    timeout: 60_000,
  }, async () => {
    const inNginx = (script: string) => school.compose('exec', '-T', 'nginx', 'sh', '-c', script)
    await inNginx('echo nonsense >/etc/nginx/conf.d/zz.conf')
    assert.match(await school.scale(1, ['1']), /nginx would not start with its files of now/)
    await inNginx('rm /etc/nginx/conf.d/zz.conf')
    await school.isInOrder(2)
  })

  test('Ctrl-C takes back what was begun', { timeout: 60_000 }, async () => {
    const run = school.script('scale.sh', ['3'])
    await run.untilPrints(/Adding/)
    run.kill('SIGINT')
    assert.equal(await run.ended, 1, run.output())
    assert.match(run.output(), /interrupted by SIGINT/)
    await school.isInOrder(2)
  })

  test('one that was stopped is replaced, and one of docker compose run is left alone', {
    timeout: 90_000,
  }, async () => {
    const [first] = await school.replicas()
    assert.ok(first)
    await school.docker('stop', first.id)
    const beside = (await school.compose('run', '--detach', '--no-deps', 'bot', 'sleep', '600')).trim()
    assert.match(await school.scale(0, ['2']), /which does not run \(exited\)/)
    await school.isInOrder(2)
    assert.equal((await school.docker('inspect', '--format', '{{.State.Status}}', beside)).trim(), 'running')
    await school.docker('rm', '--force', beside)
  })

  test('200 updates a second go on from one to four replicas and back', { timeout: 300_000 }, async (t) => {
    await bring(1)
    const load = await startLoad(school, { crowd, filers, perSecond: 200 })
    const began = performance.now()
    await school.scale(0, ['4'])
    const grown = performance.now()
    await school.scale(0, ['1'])
    t.diagnostic(`1 -> 4 in ${(grown - began) / 1000} s, 4 -> 1 in ${(performance.now() - grown) / 1000} s`)
    const seen = await load.stop()
    t.diagnostic(JSON.stringify(seen))
    lostNothing(seen)
  })

  test('with polling the others stand by, and the one that leads goes last', {
    timeout: 300_000,
  }, async (t) => {
    school.setVariable('TELEGRAM_MODE', 'polling')
    await school.up()
    const load = await startLoad(school, { crowd, filers, perSecond: 50 })
    assert.match(
      await school.scale(0, ['3']),
      /With polling one replica takes updates in; the 2 others stand by/,
    )
    const leaders = async () =>
      JSON.parse(await school.scale(0, ['--status', '--json'])).replicas.flatMap(
        ({ name, leads }: { name: string; leads: boolean }) => (leads ? [name] : []),
      )
    const [leader, ...more] = await leaders()
    assert.deepEqual(more, [])
    await school.scale(0, ['1'])
    assert.deepEqual(await leaders(), [leader])
    const seen = await load.stop()
    t.diagnostic(JSON.stringify(seen))
    assert.deepEqual([seen.lost, seen.doubled, seen.receiptsTooMany], [0, 0, 0])
  })

  async function bring(count: number): Promise<void> {
    const run = school.script('scale.sh', [String(count)])
    assert.ok([0, 3].includes((await run.ended) ?? -1), run.output())
  }
})
