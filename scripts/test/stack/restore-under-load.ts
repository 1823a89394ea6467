import { setTimeout as sleep } from 'node:timers/promises'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { readManifest } from '../../lib/backup/manifest.ts'
import type { SchoolWithBackups } from './school-with-backups.ts'
import { startWords } from './steady-words.ts'

/** What became of updates that came without a pause while the school was restored. */
export interface LoadedRestore {
  sent: number
  perSecond: number
  /** Nobody has ever handled them. */
  lost: number
  /** In the backup by its own count, and of these in the restored database. */
  inBackup: number
  ofBackup: number
  /** Not handled before the restore; all of them must be in the restored database. */
  afterwards: number
  /** Handled before, and once more, for Telegram had not seen the answer. */
  again: number
  /** As a client of Postgres sees it, who tries again and again (seconds). */
  refused: number
  /** The longest time in which no update was handled (seconds). */
  silent: number
}

const perSecond = 50

export async function restoreUnderLoad(
  school: SchoolWithBackups,
  people: readonly PersonDriver[],
  { backup, restore }: { backup: () => Promise<string>; restore: () => Promise<void> },
): Promise<LoadedRestore> {
  const first = Math.max(0, ...(await school.sandbox.updateHistory(1)).map(({ update_id }) => update_id))
  const load = startWords(school.sandbox, people, perSecond)
  const began = performance.now()
  await sleep(2_000)
  const path = await backup()
  await sleep(2_000)
  const probe = startProbe(school)
  await restore()
  await sleep(2_000)
  await load.stop()
  const seconds = (performance.now() - began) / 1000
  await school.sandbox.waitUntilIdle(60_000)
  const refused = await probe.stop()

  const sent = (await school.sandbox.updateHistory(100_000))
    .map(({ update_id }) => update_id)
    .filter((id) => id > first)
  const kept = await school.sql(
    `select datname from pg_database where datname ~ '^schoolbot_replaced_' order by 1 desc limit 1`,
  )
  const restored = await claims(school, 'schoolbot')
  const replaced = await claims(school, kept)
  const dump = readManifest(path).databases.schoolbot
  const newest = Date.parse(dump?.newest ?? '')
  const moments = [...new Set([...restored.values(), ...replaced.values()])].sort((a, b) => a - b)
  const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment))
  const inLoad = new Set(sent)
  return {
    sent: sent.length,
    perSecond: sent.length / seconds,
    lost: sent.filter((id) => !restored.has(id) && !replaced.has(id)).length,
    inBackup: dump?.facts.rows['public.telegram_update'] ?? 0,
    ofBackup: [...restored.values()].filter((moment) => moment <= newest + 1).length,
    afterwards: sent.filter((id) => !replaced.has(id)).length,
    again: [...restored].filter(([id, at]) => inLoad.has(id) && replaced.has(id) && at > newest + 1).length,
    refused,
    silent: Math.max(0, ...gaps.slice(-sent.length)) / 1000,
  }
}

/** Each update with the moment (ms) in which it was handled. */
async function claims(school: SchoolWithBackups, database: string): Promise<Map<number, number>> {
  const lines = await school.sql(
    'select update_id, extract(epoch from received_at) * 1000 from telegram_update',
    database,
  )
  return new Map(
    lines
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('|').map(Number) as [number, number]),
  )
}

/** Somebody who connects twenty times a second; `stop` gives the longest time (seconds) in which he could not. */
function startProbe(school: SchoolWithBackups): { stop(): Promise<number> } {
  const loop = `rm -f /tmp/enough; while ! test -e /tmp/enough; do
    psql -XAtqc 'select 1' -U schoolbot -d schoolbot >/dev/null 2>&1 && word=ok || word=no
    echo "$EPOCHREALTIME $word"; sleep 0.03; done`
  const probing = school.compose('exec', '-T', 'postgres', 'bash', '-c', loop)
  return {
    async stop() {
      await school.compose('exec', '-T', 'postgres', 'touch', '/tmp/enough')
      const lines = (await probing)
        .trim()
        .split('\n')
        .map((line) => line.split(' '))
      let [since, longest]: [number | undefined, number] = [undefined, 0]
      for (const [moment, word] of lines) {
        if (word === 'no') since ??= Number(moment)
        else if (since !== undefined) {
          longest = Math.max(longest, Number(moment) - since)
          since = undefined
        }
      }
      return longest
    },
  }
}
