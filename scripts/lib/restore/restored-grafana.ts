import { join } from 'node:path'
import { grafanaUser } from '../backup/copy-grafana.ts'
import { checkSums } from '../backup/file-sums.ts'
import { isEncrypted, manifestFile, readManifest } from '../backup/manifest.ts'
import { openSealed } from '../backup/sealing.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { UsageError, VerificationError } from '../steps/exit-code.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import type { Chosen } from './chosen-backup.ts'
import type { Unsealing } from './opened-file.ts'
import type { RestoreRun } from './restore-run.ts'
import { startService, stopService, untilHealthy } from './stopped-programs.ts'

/** Whole and good, or the old one stays. What SQLite had beside the old file belongs to that alone. */
const put = `
cat > /data/grafana.db.new
test "$(sqlite3 /data/grafana.db.new 'pragma integrity_check')" = ok || { rm -f /data/grafana.db.new; echo 'it is damaged' >&2; exit 1; }
if test -e /data/grafana.db; then mv /data/grafana.db /data/grafana.db.replaced; fi
rm -f /data/grafana.db-wal /data/grafana.db-shm /data/grafana.db-journal
mv /data/grafana.db.new /data/grafana.db`

/** Throws unless the backup has it, as it was written, and it can be opened. */
export async function checkGrafana({ path, name, kind }: Chosen, { key }: Unsealing): Promise<void> {
  if (kind === 'file') throw new UsageError('Grafana is restored from a backup of backup.sh, not from a file')
  const { grafana } = readManifest(path)
  if (grafana === undefined) throw new UsageError(`${name} holds nothing of Grafana: it was left out of it`)
  try {
    await checkSums(path, [manifestFile, grafana.name])
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new VerificationError(`nothing was done: ${error.message}`)
  }
  if (isEncrypted(grafana) && key === undefined) {
    throw new PreflightError(`${grafana.name} is sealed with age: give the private key with --key FILE`)
  }
}

/** Puts Grafana's own database in the place of the present one, which stays beside it in the volume. */
export async function restoreGrafana(
  { docker, setup, project }: Pick<RestoreRun, 'docker' | 'setup' | 'project'>,
  { path, name }: Chosen,
  { tools, key }: Unsealing,
): Promise<void> {
  const { grafana } = readManifest(path)
  if (grafana === undefined) return
  const volume = project.volumeOf('grafana')
  if (volume === undefined) throw new StepError('the Compose files keep the data of Grafana in no volume')
  const opening = isEncrypted(grafana) && key !== undefined ? [openSealed(await tools(), key)] : []
  const mounts = [{ source: volume, target: '/data' }]
  const into = (await tools()).program('Grafana', ['bash', '-euc', put], { mounts, user: grafanaUser })
  const isPresent = setup.isPresent('grafana')
  if (isPresent) await stopService(docker, 'grafana')
  try {
    await runPipeline([...opening, into], { from: { file: join(path, grafana.name) } })
  } finally {
    if (isPresent) await startService(docker, 'grafana')
  }
  if (isPresent) await untilHealthy(docker, 'grafana')
  setup.say(`Grafana is restored from ${name}; what it had is grafana.db.replaced in the volume ${volume}`)
}
