import { readContainers } from '../compose/containers.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import { findPostgres, type PostgresServer } from '../postgres/postgres-server.ts'
import { PreflightError, type Setup, StepError } from '../steps/step.ts'

const rescue =
  "when its data are beyond repair: ./scripts/restore.sh --rescue, which puts them aside and begins with an empty Postgres; with --at '2026-11-30 14:05' it takes what the archive has"

/** Postgres, started when it is not running and may be; throws a PreflightError that says what to do. */
export async function reachPostgres(
  docker: StreamingDocker,
  setup: Setup,
  { mayStart }: { mayStart: boolean },
): Promise<PostgresServer> {
  if (!setup.isPresent('postgres')) {
    throw new PreflightError(
      'another Postgres is used here than that of docker-compose.yml: restore it with its own tools',
    )
  }
  const [container] = await readContainers(docker, ['postgres'])
  if (container?.state === 'running' && container.health === 'healthy') return findPostgres(docker)
  if (!mayStart) throw new PreflightError('Postgres does not run: docker compose up -d postgres')
  setup.say('Starting Postgres')
  try {
    await setup.compose(['up', '--detach', '--wait', '--wait-timeout', '120', 'postgres'], {
      withinMs: 900_000,
    })
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError(
      `Postgres does not start (see docker compose logs postgres): ${error.message}; ${rescue}`,
    )
  }
  return findPostgres(docker)
}
