import { join } from 'node:path'
import { grafanaUser } from '../backup/copy-grafana.ts'
import { checkSums } from '../backup/file-sums.ts'
import { isEncrypted, manifestFile, readManifest } from '../backup/manifest.ts'
import { openSealed } from '../backup/sealing.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { UsageError, VerificationError } from '../steps/exit-code.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { stampOf } from '../words/stamp.ts'
import type { Chosen } from './chosen-backup.ts'
import type { Unsealing } from './opened-file.ts'
import type { RestoreRun } from './restore-run.ts'
import { startService, stopService, untilHealthy } from './stopped-programs.ts'

/**
 * Whole and good, or the old one stays. What there was gets a second name first, with what SQLite had beside it, so that at
 * no moment the file is missing: Grafana would make an empty one. Arguments: the folder, and the second name.
 */
export const putGrafana = `cd "$1"
cat > grafana.db.new
test "$(sqlite3 grafana.db.new 'pragma integrity_check')" = ok || { rm -f grafana.db.new; echo 'it is damaged' >&2; exit 1; }
if test -e grafana.db; then
  # what stands beside it goes into it, where it can be read
  sqlite3 grafana.db 'pragma wal_checkpoint(truncate)' >/dev/null 2>&1 || true
  for end in '' -wal -shm -journal; do
    test ! -e "grafana.db$end" || ln "grafana.db$end" "$2$end"
  done
  rm -f grafana.db-wal grafana.db-shm grafana.db-journal
fi
mv grafana.db.new grafana.db`

/** Throws unless the backup has it, as it was written, and it can be opened. */
export async function checkGrafana(
  { path, name, kind }: Chosen,
  { key }: Unsealing,
  signal: AbortSignal,
): Promise<void> {
  if (kind === 'file') throw new UsageError('Grafana is restored from a backup of backup.sh, not from a file')
  const { grafana } = readManifest(path)
  if (grafana === undefined) throw new UsageError(`${name} holds nothing of Grafana: it was left out of it`)
  try {
    await checkSums(path, [manifestFile, grafana.name], signal)
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
  { docker, setup, project, at }: Pick<RestoreRun, 'docker' | 'setup' | 'project' | 'at'>,
  { path, name }: Chosen,
  { tools, key }: Unsealing,
): Promise<void> {
  const { grafana } = readManifest(path)
  if (grafana === undefined) return
  const volume = project.volumeOf('grafana')
  if (volume === undefined) throw new StepError('the Compose files keep the data of Grafana in no volume')
  const opening = isEncrypted(grafana) && key !== undefined ? [openSealed(await tools(), key)] : []
  const kept = `grafana.db.replaced_${stampOf(at)}`
  const mounts = [{ source: volume, target: '/data' }]
  const into = (await tools()).program('Grafana', ['bash', '-euc', putGrafana, 'bash', '/data', kept], {
    mounts,
    user: grafanaUser,
  })
  const isPresent = setup.isPresent('grafana')
  if (isPresent) await stopService(docker, 'grafana')
  try {
    await runPipeline([...opening, into], { from: { file: join(path, grafana.name) } })
  } finally {
    if (isPresent) await startService(docker, 'grafana')
  }
  if (isPresent) await untilHealthy(docker, 'grafana')
  setup.say(`Grafana is restored from ${name}; what it had is ${kept} in the volume ${volume}`)
}
