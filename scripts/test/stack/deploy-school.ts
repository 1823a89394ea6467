import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { type HistoryLine, readHistory } from '../../lib/deploy/history.ts'
import { readEnvFile, replaceVariable } from '../../lib/settings/env-file.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'
import { adminId } from './stack-telegram.ts'

/** A school whose versions change. */
export interface DeploySchool {
  school: SchoolWithBackups
  /** Runs deploy.sh to its end: its exit code and all that it printed. Tests and backups only when asked for. */
  deploy(
    args: readonly string[],
    env?: Record<string, string>,
  ): Promise<{ code: number | null; output: string; seconds: number }>
  /** The same, without waiting. */
  startDeploy(args: readonly string[], env?: Record<string, string>): ReturnType<SchoolWithBackups['script']>
  /** Puts a text in the place of another one in a file of the checkout; `takeBack` undoes all of it. */
  change(file: string, from: string | RegExp, to: string): void
  addFile(file: string, text: string): void
  takeBack(): void
  history(): HistoryLine[]
  /** Of the replicas that run, each once. */
  images(): Promise<string[]>
  /** Containers of the project, by name and state. */
  replicas(): Promise<string[]>
  /** Who hears of deploys. */
  admin: PersonDriver
  remove(): Promise<void>
}

/** Nothing that is not the point of most tests. */
const quick = { RUN_TESTS: 'false', BACKUP_BEFORE_DEPLOY: 'false', DEPLOY_WATCH_SECONDS: '2' }

export async function prepareDeploySchool(): Promise<DeploySchool> {
  const school = await prepareSchoolWithBackups()
  const inCheckout = (name: string) => join(school.path, name)
  const { values } = readEnvFile(inCheckout('.env'))
  const port = new URL(values['TELEGRAM_API_ROOT'] ?? '').port
  // to whom the news of deploys come: the school's own bot, to its admin
  for (const [name, value] of Object.entries({
    TELEGRAM_BOT_TOKEN: values['TELEGRAM_TOKEN'] ?? '',
    TELEGRAM_CHAT_ID: String(adminId),
    ALERT_TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
  })) {
    replaceVariable(inCheckout('.env'), name, value)
  }
  for (const [name, value] of Object.entries({
    alert_bot_token: values['TELEGRAM_TOKEN'],
    alert_chat_id: adminId,
  })) {
    writeSecret(inCheckout(`secrets/${name}`), String(value))
  }
  const admin = await school.sandbox.person({ id: adminId, firstName: 'Ольга' })
  const originals = new Map<string, string | undefined>()
  const startDeploy: DeploySchool['startDeploy'] = (args, env = {}) =>
    school.script('deploy.sh', args, { ...quick, ...env })
  return {
    school,
    admin,
    startDeploy,
    async deploy(args, env) {
      const began = performance.now()
      const run = startDeploy(args, env)
      const code = await run.ended
      return { code, output: run.output(), seconds: (performance.now() - began) / 1000 }
    },
    change(file, from, to) {
      const text = readFileSync(inCheckout(file), 'utf8')
      if (text.replace(from, () => to) === text) throw new Error(`${file} has no ${String(from)}`)
      if (!originals.has(file)) originals.set(file, text)
      writeFileSync(
        inCheckout(file),
        text.replace(from, () => to),
      )
    },
    addFile(file, text) {
      originals.set(file, undefined)
      writeFileSync(inCheckout(file), text)
    },
    takeBack() {
      for (const [file, text] of originals) {
        if (text === undefined) rmSync(inCheckout(file))
        else writeFileSync(inCheckout(file), text)
      }
      originals.clear()
    },
    history: () => readHistory(school.path),
    async images() {
      const ids = (await school.compose('ps', '--quiet', 'bot')).split('\n').filter(Boolean)
      const listed = await school.docker('inspect', '--format', '{{.Image}}', ...ids)
      return [...new Set(listed.trim().split('\n'))]
    },
    async replicas() {
      const listed = await school.compose(
        'ps',
        '--all',
        '--format',
        '{{.Service}} {{.State}} {{.Health}}',
        'bot',
        'migrate',
      )
      const lines = listed.trim().split('\n')
      return lines.map((line) => line.trim()).sort()
    },
    remove: () => school.remove(),
  }
}

function writeSecret(file: string, text: string): void {
  chmodSync(file, 0o600)
  writeFileSync(file, text)
  chmodSync(file, 0o444)
}
