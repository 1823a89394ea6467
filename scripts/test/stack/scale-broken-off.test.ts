import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { scaleMoments } from '../../lib/scale/run-scale.ts'
import { missingDeployPatience, missingEngine } from './engine.ts'
import { prepareScaleSchool, type ScaleSchool } from './scale-school.ts'
import { lostNothing, underLoad } from './steady-load.ts'

/** Which are come to when replicas are added, and which when they go. */
const whenGrowing = [
  ...[
    'scale: number kept',
    'replicas: before',
    'replicas: kept apart',
    'replicas: added',
    'replicas: healthy',
  ],
]
const whenShrinking = [
  ...['scale: told', 'replicas: out of nginx', 'replicas: idle', 'replicas: stopped', 'replicas: removed'],
  'replicas: all there',
]

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

  const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

  test('one that does not come up goes, and the number that runs is kept', { timeout: 120_000 }, async () => {
    const token = readFileSync(school.file('secrets/telegram_token'), 'utf8')
    // what Compose does not count among the settings
    writeFileSync(school.file('secrets/telegram_token'), '1:nobody-knows-this-token')
    const printed = await school.scale(1, ['3'])
    writeFileSync(school.file('secrets/telegram_token'), token)
    assert.match(
      printed,
      /2 replicas run, and BOT_REPLICAS=2 is kept[^]*bot-3 ends by itself; its last words:/,
    )
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

  test('killed at each moment it leaves a school at work, and the next run goes on', {
    timeout: 480_000,
  }, async (t) => {
    assert.deepEqual(new Set([...whenGrowing, ...whenShrinking]), new Set(scaleMoments))
    const seen = await underLoad(school, { crowd, filers, perSecond: 20 }, async () => {
      for (const [index, last] of whenShrinking.entries()) {
        for (const [moment, count] of [
          [whenGrowing[index], 3],
          [last, 2],
        ] as const) {
          const began = performance.now()
          if (moment !== undefined) {
            await school.scale(null, [String(count)], { SCHOOLBOT_FAILPOINT: moment })
            assert.equal((await fetch(`${school.url}/healthz`)).status, 200, moment)
          }
          await school.scale(0, [String(count)])
          await school.isInOrder(count)
          t.diagnostic(`killed at ${moment ?? 'no moment'}, and gone on: ${seconds(began)}`)
        }
      }
    })
    t.diagnostic(JSON.stringify(seen))
    lostNothing(seen)
  })

  test('updates go on from one to four replicas and back, as fast as this machine takes them', {
    timeout: 300_000,
  }, async (t) => {
    await school.scale(0, ['1'])
    const perSecond = Number(process.env['STACK_UPDATES'] ?? 60)
    const seen = await underLoad(school, { crowd, filers, perSecond }, async () => {
      const began = performance.now()
      await school.scale(0, ['4'])
      t.diagnostic(`1 -> 4 in ${seconds(began)}`)
      const grown = performance.now()
      await school.scale(0, ['1'])
      t.diagnostic(`4 -> 1 in ${seconds(grown)}`)
    })
    t.diagnostic(JSON.stringify(seen))
    lostNothing(seen)
  })

  test('with polling the others stand by, and the one that leads goes last', {
    timeout: 300_000,
  }, async (t) => {
    school.setVariable('TELEGRAM_MODE', 'polling')
    await school.up()
    const leaders = async () =>
      JSON.parse(await school.scale(0, ['--status', '--json'])).replicas.flatMap(
        ({ name, leads }: { name: string; leads: boolean }) => (leads ? [name] : []),
      )
    const seen = await underLoad(school, { crowd, filers, perSecond: 30 }, async () => {
      assert.match(await school.scale(0, ['3']), /With polling one replica takes updates in; the 2 others/)
      const [leader, ...more] = await leaders()
      assert.deepEqual(more, [])
      await school.scale(0, ['1'])
      assert.deepEqual(await leaders(), [leader])
    })
    t.diagnostic(JSON.stringify(seen))
    assert.deepEqual([seen.lost, seen.doubled, seen.receiptsTooMany], [0, 0, 0])
  })
})
