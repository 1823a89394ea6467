import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { readEnvFile, replaceVariable } from '../../lib/settings/env-file.ts'
import { missingEngine } from './engine.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'
import { startLoad } from './steady-load.ts'

describe('scale.sh', { skip: missingEngine() }, () => {
  let school: SchoolWithBackups
  let crowd: PersonDriver[]
  let filers: PersonDriver[]
  const inCheckout = (name: string) => join(school.path, name)

  before(
    async () => {
      school = await prepareSchoolWithBackups()
      replaceVariable(inCheckout('.env'), 'BOT_REPLICAS', '1')
      await school.up()
      filers = await school.meetPeople('Анна', 'Борис', 'Вера', 'Глеб')
      crowd = await school.meetPeople(...Array.from({ length: 60 }, (_, index) => `Гость ${index}`))
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 90_000 })

  async function scale(
    expected: number | null,
    args: string[],
    env: Record<string, string> = {},
  ): Promise<string> {
    const run = school.script('scale.sh', args, env)
    assert.equal(await run.ended, expected, run.output())
    return run.output()
  }
  const names = async () =>
    (await school.compose('ps', '--all', '--format', '{{.Name}} {{.State}} {{.Health}}', 'bot'))
      .trim()
      .split('\n')
      .sort()

  test('gives and takes replicas while updates come, and none is lost or done twice', {
    timeout: 120_000,
  }, async (t) => {
    const load = await startLoad(school, { crowd, filers, perSecond: 50 })
    const began = performance.now()
    const up = school.script('scale.sh', ['3'])
    await up.untilPrints(/Adding/)
    assert.match(await scale(5, ['2']), /scale\.sh \(process \d+\) is at work/)
    assert.equal(await up.ended, 0, up.output())
    t.diagnostic(up.output())
    const upMs = performance.now() - began
    assert.equal((await names()).length, 3)
    await scale(null, ['1'], { SCHOOLBOT_FAILPOINT: 'replicas: stopped' })
    const down = performance.now()
    t.diagnostic(await scale(0, ['1']))
    t.diagnostic(`1 -> 3 in ${upMs / 1000} s, the rest of 3 -> 1 in ${(performance.now() - down) / 1000} s`)
    const seen = await load.stop()
    t.diagnostic(JSON.stringify(seen))
    assert.equal((await names()).length, 1)
    assert.deepEqual([seen.lost, seen.doubled, seen.receiptsTooMany], [0, 0, 0])
    assert.equal(seen.tickets, seen.filed)
    assert.deepEqual(Object.keys(seen.answers), ['200'])
    assert.equal(readEnvFile(inCheckout('.env')).values['BOT_REPLICAS'], '1')
    assert.match(readFileSync(inCheckout('backups/metrics/schoolbot_replicas.prom'), 'utf8'), /expected 1$/m)
    assert.match(await scale(3, ['1']), /1 replicas run already/)
  })
})
