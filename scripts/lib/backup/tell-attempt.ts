import { hostname } from 'node:os'
import { metricsFolder } from '../metrics/metrics-file.ts'
import { notify, ping } from '../notices/notify.ts'
import { wordsOf } from '../steps/exit-code.ts'
import type { Settings } from '../steps/step.ts'
import { listBackups } from './backup-list.ts'
import { type Attempt, writeBackupMetrics, writeVerifiedMetrics } from './backup-metrics.ts'
import { backupsFolder } from './backup-run.ts'
import type { Sender } from './backup-texts.ts'

/** Who hears of an attempt: the monitoring by files, the chat of the alerts, a dead man's switch. */
export interface Telling {
  attempt(result: Pick<Attempt, 'good' | 'offSite'>): void
  drill(result: { good: boolean; begunAt: Date }): void
  /** `ok` and `done` are for all is well, the others come aloud. */
  ping(moment: 'start' | 'ok' | 'fail'): Promise<void>
  notify(kind: 'done' | 'failed', text: (sender: Sender) => string): Promise<void>
}

/** Nothing of it fails an attempt, nor takes the place of what went wrong in it: it is warned of. */
export function createTelling(settings: Settings, warn: (line: string) => void): Telling {
  const { root, env } = settings
  const sender = { host: hostname(), environment: env['ENVIRONMENT'] || 'prod' }
  const listed = () => listBackups(backupsFolder(root, env))
  const measure = (write: () => void) => {
    try {
      write()
    } catch (error) {
      warn(`the monitoring was not told: ${error instanceof Error ? wordsOf(error) : String(error)}`)
    }
  }
  return {
    attempt: (result) =>
      measure(() => writeBackupMetrics(metricsFolder(root, env), { ...result, at: new Date() }, listed())),
    drill: ({ good, begunAt }) =>
      measure(() => {
        const at = new Date()
        const seconds = (at.getTime() - begunAt.getTime()) / 1000
        writeVerifiedMetrics(metricsFolder(root, env), { good, at, seconds }, listed())
      }),
    async ping(moment) {
      const warning = await ping(settings, moment)
      if (warning !== undefined) warn(warning)
    },
    async notify(kind, text) {
      const warning = await notify(settings, { kind, text: text(sender) })
      if (warning !== undefined) warn(warning)
    },
  }
}
