import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { replaceVariable } from '../lib/settings/env-file.ts'
import { type DeploySchool, prepareDeploySchool } from '../test/stack/deploy-school.ts'
import type { SchoolWithBackups } from '../test/stack/school-with-backups.ts'

/** A school at work, with enough people for two hundred words a second: the bot takes 40 of each within ten seconds. */
export interface BenchSchool extends SchoolWithBackups {
  at: DeploySchool
  crowd: PersonDriver[]
  scale(count: number): Promise<void>
}

const people = 300
/** All who come at once wait at once. */
const together = 50

export async function openBenchSchool({
  replicas,
  polling,
}: {
  replicas: number
  polling: boolean
}): Promise<BenchSchool> {
  const at = await prepareDeploySchool()
  const { school } = at
  try {
    const envFile = join(school.path, '.env')
    replaceVariable(envFile, 'BOT_REPLICAS', String(replicas))
    if (polling) replaceVariable(envFile, 'TELEGRAM_MODE', 'polling')
    await school.up()
    // who hears of deploys
    await at.admin.start()
    const crowd: PersonDriver[] = []
    while (crowd.length < people) {
      const names = Array.from({ length: together }, (_, index) => `Гость ${crowd.length + index}`)
      crowd.push(...(await school.meetPeople(...names)))
    }
    return {
      ...school,
      at,
      crowd,
      async scale(count) {
        const run = school.script('scale.sh', [String(count)])
        assert.equal(await run.ended, 0, run.output())
      },
      remove: () => at.remove(),
    }
  } catch (error) {
    await at.remove()
    throw error
  }
}
