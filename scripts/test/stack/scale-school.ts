import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProject } from '../../lib/compose/compose-project.ts'
import { type Replica, readReplicas } from '../../lib/replicas/replica.ts'
import { readEnvFile, replaceVariable } from '../../lib/settings/env-file.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'

/** A school whose replicas are counted. */
export interface ScaleSchool extends SchoolWithBackups {
  file(name: string): string
  setVariable(name: string, value: string): void
  /** Runs scale.sh to its end; gives what it printed. */
  scale(expected: number | null, args: string[], env?: Record<string, string>): Promise<string>
  replicas(): Promise<Replica[]>
  /** So many run and are well, nginx hands updates to all of them, and the number is kept. */
  isInOrder(count: number): Promise<void>
}

export async function prepareScaleSchool(): Promise<ScaleSchool> {
  const school = await prepareSchoolWithBackups()
  const file = (name: string) => join(school.path, name)
  const replicas = async () => readReplicas(school.streaming, await readProject(school.streaming))
  return {
    ...school,
    file,
    replicas,
    setVariable: (name, value) => replaceVariable(file('.env'), name, value),
    async scale(expected, args, env = {}) {
      const run = school.script('scale.sh', args, env)
      assert.equal(await run.ended, expected, run.output())
      return run.output()
    },
    async isInOrder(count) {
      const states = (await replicas()).map(({ state, health }) => `${state} ${health}`)
      assert.deepEqual(
        states,
        Array.from({ length: count }, () => 'running healthy'),
      )
      const upstream = await school.compose('exec', '-T', 'nginx', 'cat', '/etc/nginx/conf.d/10-bot.conf')
      assert.equal(upstream.trim(), readFileSync(file('nginx/templates/10-bot.conf.template'), 'utf8').trim())
      assert.equal(readEnvFile(file('.env')).values['BOT_REPLICAS'], String(count))
      const metrics = readFileSync(file('backups/metrics/schoolbot_replicas.prom'), 'utf8')
      assert.ok(metrics.includes(`schoolbot_replicas_expected ${count}\n`), metrics)
    },
  }
}
