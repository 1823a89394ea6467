import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { missingEngine } from './engine.ts'
import { prepareScaleSchool, type ScaleSchool } from './scale-school.ts'
import { lostNothing, startLoad } from './steady-load.ts'

describe('scale.sh', { skip: missingEngine() }, () => {
  let school: ScaleSchool
  let crowd: PersonDriver[]
  let filers: PersonDriver[]

  before(
    async () => {
      school = await prepareScaleSchool()
      school.setVariable('BOT_REPLICAS', '1')
      await school.up()
      filers = await school.meetPeople('Анна', 'Борис', 'Вера', 'Глеб')
      crowd = await school.meetPeople(...Array.from({ length: 60 }, (_, index) => `Гость ${index}`))
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 90_000 })

  test('gives and takes replicas while updates come, and none is lost or done twice', {
    timeout: 170_000,
  }, async (t) => {
    const load = await startLoad(school, { crowd, filers, perSecond: 30 })
    const began = performance.now()
    const up = school.script('scale.sh', ['3'])
    await up.untilPrints(/Adding/)
    assert.match(await school.scale(5, ['2']), /scale\.sh \(process \d+\) is at work/)
    assert.equal(await up.ended, 0, up.output())
    const grown = performance.now()
    await school.isInOrder(3)
    await school.scale(null, ['1'], { SCHOOLBOT_FAILPOINT: 'replicas: stopped' })
    await school.scale(0, ['1'])
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`
    t.diagnostic(`1 -> 3 in ${seconds(began, grown)}, 3 -> 1 in ${seconds(grown, performance.now())}`)
    const seen = await load.stop()
    t.diagnostic(JSON.stringify(seen))
    lostNothing(seen)
    await school.isInOrder(1)
    assert.match(await school.scale(3, ['1']), /1 replica runs already/)
  })

  test('refuses what the installation does not bear, and names the setting', async () => {
    assert.match(await school.scale(4, ['6', '--dry-run']), /BOT_PORTS has 6 ports, and 6 replicas/)
    assert.match(await school.scale(4, ['20']), /Postgres takes 140 connections[^]*BOT_PORTS has 6/)
    school.setVariable('LOG_LEVEL', 'debug')
    assert.match(await school.scale(4, ['2']), /settings have changed[^]*deploy\.sh prod takes them up/)
    school.setVariable('LOG_LEVEL', 'info')
    const status = JSON.parse(await school.scale(0, ['--status', '--json']))
    assert.deepEqual([status.expected, status.replicas.length, status.servesAll], [1, 1, true])
    await school.isInOrder(1)
  })
})
