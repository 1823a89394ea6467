import type { OpsTools } from '../ops-tools/ops-tools.ts'
import type { BackupRun } from './backup-run.ts'
import type { BackupFile } from './manifest.ts'
import { writeFile } from './write-file.ts'

/** Grafana's own user: no other may write what SQLite needs beside the file. */
export const grafanaUser = '472:0'

/** By SQLite itself, which knows of what is just being written; then it reads all of its copy. */
const copy = `
test -s /data/grafana.db || exit 66
sqlite3 /data/grafana.db '.timeout 10000' '.backup /tmp/grafana.db'
test "$(sqlite3 /tmp/grafana.db 'pragma integrity_check')" = ok || { echo 'its database is damaged' >&2; exit 1; }
cat /tmp/grafana.db`

/** Accounts and settings that people made in Grafana; undefined where there has never been one. */
export async function copyGrafana(
  run: BackupRun,
  tools: () => Promise<OpsTools>,
): Promise<BackupFile | undefined> {
  const volume = run.project.volumeOf('grafana')
  if (volume === undefined || !(await isInVolume(run, volume, tools))) return undefined
  const program = (await tools()).program('Grafana', ['bash', '-euc', copy], {
    mounts: [{ source: volume, target: '/data' }],
    user: grafanaUser,
  })
  return writeFile(run, { name: 'grafana.db', programs: [program], sealed: run.sealing.sealsAll })
}

async function isInVolume({ docker }: BackupRun, volume: string, tools: () => Promise<OpsTools>) {
  const found = await docker.docker(['volume', 'ls', '--quiet', '--filter', `name=^${volume}$`])
  if (found.trim() === '') return false
  const look = (await tools()).program('Grafana', ['ls', '/data'], {
    mounts: [{ source: volume, target: '/data', readOnly: true }],
    user: grafanaUser,
  })
  const [, ...args] = look.command
  return (await docker.docker(args)).split('\n').includes('grafana.db')
}
