import { setTimeout as sleep } from 'node:timers/promises'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import { StepError } from '../steps/step.ts'
import { createPostgresServer, type PostgresServer } from './postgres-server.ts'

/** A Postgres to try things in: its own container and data, no network, nothing of it outlives the run. */
export interface ScratchServer extends PostgresServer, AsyncDisposable {}

const label = 'schoolbot.scratch'

/**
 * Starts an empty one of the image that the installation's Postgres has. It writes without waiting for the disk: a copy
 * that is thrown away need not survive a cut of the power.
 */
export async function startScratchServer(
  docker: StreamingDocker,
  project: ComposeProject,
): Promise<ScratchServer> {
  const scratch = await startScratchContainer(docker, project, {
    image: await postgresImage(docker),
    options: ['--env=POSTGRES_HOST_AUTH_METHOD=trust'],
    command: [
      ...[
        'postgres',
        '-cfsync=off',
        '-cfull_page_writes=off',
        '-csynchronous_commit=off',
        '-cmax_wal_size=512MB',
      ],
      ...['-cwal_level=minimal', '-cmax_wal_senders=0', '-cautovacuum=off', '-cmaintenance_work_mem=256MB'],
      '-clisten_addresses=127.0.0.1',
    ],
  })
  const { container } = scratch
  const remove = async () => scratch[Symbol.asyncDispose]()
  try {
    await untilItAnswers(docker, container)
  } catch (error) {
    await remove().catch(() => undefined)
    throw error
  }
  return { ...createPostgresServer(docker, container), [Symbol.asyncDispose]: remove }
}

/** A container of its own with an empty volume for data, held as tightly as can be; what runs in it is the caller's. */
export async function startScratchContainer(
  docker: StreamingDocker,
  project: ComposeProject,
  { image, options, command }: { image: string; options: readonly string[]; command: readonly string[] },
): Promise<AsyncDisposable & { container: string }> {
  await removeScratchServers(docker, project)
  const started = await docker.docker(
    [
      ...['run', '--detach', '--rm', `--label=${label}=${project.name}`, '--network=none', '--shm-size=128m'],
      ...['--memory=1g', '--cap-drop=ALL', '--security-opt=no-new-privileges:true', '--user=postgres'],
      ...['--pull=never', '--volume=/var/lib/postgresql', '--tmpfs=/run/postgresql:mode=1777'],
      ...[...options, image, ...command],
    ],
    { withinMs: 300_000 },
  )
  const container = started.trim()
  return {
    container,
    [Symbol.asyncDispose]: () =>
      docker.docker(['rm', '--force', '--volumes', container]).then(() => undefined),
  }
}

/** Those of runs that were killed; whoever calls holds the lock, so that no other run has one. */
export async function removeScratchServers(
  { docker }: StreamingDocker,
  project: ComposeProject,
): Promise<void> {
  const listed = await docker(['ps', '--all', '--quiet', '--filter', `label=${label}=${project.name}`])
  const ids = listed.split('\n').filter((id) => id !== '')
  if (ids.length > 0) await docker(['rm', '--force', '--volumes', ...ids])
}

/** Of the running container, and without one that of the Compose files. */
export async function postgresImage({ docker, compose }: StreamingDocker): Promise<string> {
  const id = (await compose(['ps', '--all', '--quiet', 'postgres']).catch(() => '')).trim().split('\n')[0]
  if (id) return (await docker(['inspect', '--format', '{{.Image}}', id])).trim()
  const [image] = (await compose(['config', '--images', 'postgres'])).trim().split('\n')
  if (!image) throw new StepError('the Compose files name no Postgres')
  return image
}

/** Over TCP: while the image sets itself up, it answers on its socket alone. */
async function untilItAnswers({ docker }: StreamingDocker, container: string): Promise<void> {
  for (const deadline = Date.now() + 120_000; ; await sleep(200)) {
    const answer = await docker(['exec', container, 'pg_isready', '--quiet', '--host=127.0.0.1']).then(
      () => true,
      () => false,
    )
    if (answer) return
    if (Date.now() < deadline) continue
    const log = await docker(['logs', '--tail', '5', container]).catch(() => '')
    throw new StepError(`the Postgres for the trial does not start: ${log.trim()}`)
  }
}
