import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'

/** The folder from which node-exporter reads what scripts measure, and in it how many bots there should be. */
export function createReplicasStep(setup: Setup, replicas: number): Step {
  const folder = resolve(setup.root, setup.env['TEXTFILE_DIR'] || './backups/metrics')
  const file = join(folder, 'schoolbot_replicas.prom')
  const text = [
    '# HELP schoolbot_replicas_expected Replicas of the bot that this installation is set to run.',
    '# TYPE schoolbot_replicas_expected gauge',
    `schoolbot_replicas_expected ${replicas}`,
    '',
  ].join('\n')

  async function look(): Promise<Finding> {
    if (!setup.isPresent('node-exporter')) return { state: 'absent', words: 'no node-exporter' }
    const isRight = existsSync(file) && readFileSync(file, 'utf8') === text
    const isReadable = existsSync(folder) && (statSync(folder).mode & 0o005) === 0o005
    if (isRight && isReadable) return { state: 'ready', words: `${replicas} expected` }
    return { state: 'missing', words: `${replicas} expected, which monitoring does not know yet` }
  }

  async function make(): Promise<Finding> {
    try {
      // what is beside the figures, the backups, is for the operator alone
      if (!existsSync(dirname(folder))) mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
      mkdirSync(folder, { recursive: true })
      chmodSync(folder, 0o755)
      // whole or not at all: node-exporter may look at any moment, and only at names that end in .prom
      writeFileSync(`${file}.part`, text)
      chmodSync(`${file}.part`, 0o644)
      renameSync(`${file}.part`, file)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!['EACCES', 'EPERM'].includes(code)) throw error
      throw new StepError(`${folder} belongs to somebody else: sudo chown -R "$USER" ${folder}`)
    }
    return look()
  }

  return { name: 'Replicas', look, make }
}
