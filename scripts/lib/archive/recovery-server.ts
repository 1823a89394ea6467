import type { ComposeProject } from '../compose/compose-project.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import { createPostgresServer, type PostgresServer } from '../postgres/postgres-server.ts'
import { startScratchContainer } from '../postgres/scratch-server.ts'
import { StepError } from '../steps/step.ts'
import { type ArchivePlace, archiveInside } from './archive-place.ts'
import { type ReplayEnd, readReplayEnd } from './replay-end.ts'

/** A throwaway Postgres that replays the archive. It sees the archive, which it cannot change, and no network. */
export interface RecoveryServer extends AsyncDisposable {
  /** A shell script in its container; returns what it printed. */
  shell(script: string, args?: readonly string[]): Promise<string>
  /** The data folder as a base backup has it. */
  unpack(base: string): Promise<void>
  /** Starts on it and replays: until a moment, or without one to the end of the log. */
  replay(until: Date | undefined): Promise<ReplayEnd>
  /** Once it has replayed. */
  server: PostgresServer
}

const logFile = '/var/lib/postgresql/replay.log'

/** The best file of a segment, in whichever folder of the cluster. */
const restoreScript = `
  for form in '' .gz .partial; do
    for folder in $(ls -rd ${archiveInside}/"$1"/wal_*); do
      file="$folder/$2$form"
      [ -f "$file" ] || continue
      case $form in .gz) exec gzip -dc "$file" > "$3" ;; *) exec cp "$file" "$3" ;; esac
    done
  done
  exit 1
`

export async function startRecoveryServer(
  docker: StreamingDocker,
  project: ComposeProject,
  { place, system }: { place: ArchivePlace; system: string },
): Promise<RecoveryServer> {
  const scratch = await startScratchContainer(docker, project, {
    image: place.image,
    options: ['--init', `--volume=${place.volume}:${archiveInside}:ro`, '--entrypoint=sleep'],
    command: ['infinity'],
  })
  const { container } = scratch
  const exec = (script: string, args: readonly string[] = [], input = '') =>
    docker.docker(['exec', '--interactive', container, 'bash', '-c', script, 'bash', ...args], {
      input,
      // a week of changes may take its time
      withinMs: 6 * 3_600_000,
    })
  return {
    shell: exec,
    async unpack(base) {
      const script = `set -e -o pipefail
        rm -rf "$PGDATA"; mkdir -p -m 700 "$PGDATA"; cd "$PGDATA"
        zstd -dc "${archiveInside}/$1" | tar x
        cat > /var/lib/postgresql/restore.sh`
      await exec(script, [base], restoreScript)
    },
    async replay(until) {
      const target = until === undefined ? '' : until.toISOString().replace('T', ' ').replace('Z', '+00')
      const settings = {
        restore_command: `sh /var/lib/postgresql/restore.sh ${system} "%f" "%p"`,
        recovery_target_time: target,
        recovery_target_action: 'promote',
        // nobody looks on while it replays, so it need not be as large as the one that wrote the log
        hot_standby: 'off',
        // what is thrown away need not survive a cut of the power
        ...{ fsync: 'off', full_page_writes: 'off', max_wal_size: '4GB', autovacuum: 'off' },
        ...{ listen_addresses: '', timezone: 'UTC', log_timezone: 'UTC', lc_messages: 'C' },
        ...{ archive_mode: 'off', log_min_messages: 'warning', logging_collector: 'off' },
      }
      const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`)
      const start = `cat >> "$PGDATA/postgresql.auto.conf"; touch "$PGDATA/recovery.signal"; rm -f ${logFile}
        pg_ctl start --silent --no-wait --log=${logFile} >&2
        while sleep 0.1; do
          pg_isready --quiet && break
          pg_ctl status > /dev/null || break
        done
        cat ${logFile}`
      const log = await exec(start, [], lines.join(''))
      return readReplayEnd(log)
    },
    server: createPostgresServer(docker, container),
    [Symbol.asyncDispose]: scratch[Symbol.asyncDispose],
  }
}

/** Throws unless it can be worked with now. */
export async function mustAnswer({ server }: RecoveryServer, { words }: ReplayEnd): Promise<void> {
  const answer = await server.sql('postgres', 'select pg_is_in_recovery()').catch((error: unknown) => {
    if (!(error instanceof StepError)) throw error
    throw new StepError(`the Postgres that replays the archive does not start: ${words || error.message}`)
  })
  if (answer.trim() !== 'f')
    throw new StepError('the Postgres that replays the archive has not come to its end')
}
