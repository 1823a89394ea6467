import { readContainers } from '../compose/containers.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'

/** A Postgres in a container: that of the installation, or a throwaway one. Who is in the container is its superuser. */
export interface PostgresServer {
  container: string
  /** A program of its image, which reaches it by its socket; it reads stdin. */
  program(name: string, command: readonly string[]): Program
  /**
   * Runs statements one by one, each for itself, and stops at the first that fails; returns what they select, a line for
   * each row. `:'name'` and `:"name"` in them are `variables`, quoted by psql. Throws a StepError with Postgres's words.
   */
  sql(database: string, statements: string, variables?: Readonly<Record<string, string>>): Promise<string>
}

/** How sessions of these scripts are called in pg_stat_activity: what a killed run left behind is known by it. */
export const sessionName = 'schoolbot-ops'

export function createPostgresServer(
  { program: docker }: StreamingDocker,
  container: string,
): PostgresServer {
  const program = (name: string, command: readonly string[]) =>
    docker(name, [
      ...['exec', '--interactive', '--env', 'PGUSER=postgres', '--env', `PGAPPNAME=${sessionName}`],
      ...[container, ...command],
    ])
  return {
    container,
    program,
    async sql(database, statements, variables = {}) {
      const psql = program('psql', psqlCommand(database, variables))
      return (await runPipeline([psql], { from: { text: statements } })).printed
    },
  }
}

export function psqlCommand(database: string, variables: Readonly<Record<string, string>> = {}): string[] {
  const set = Object.entries(variables).map(([name, value]) => `--set=${name}=${value}`)
  return [
    ...['psql', '--no-psqlrc', '--no-align', '--tuples-only', '--quiet', '--set=ON_ERROR_STOP=1'],
    ...['--set=VERBOSITY=terse', ...set, `--dbname=${database}`],
  ]
}

/** The one of the installation, which must run. */
export async function findPostgres(docker: StreamingDocker): Promise<PostgresServer> {
  const [container] = await readContainers(docker, ['postgres'])
  if (container?.state !== 'running') {
    throw new StepError('Postgres does not run: docker compose up -d postgres')
  }
  return createPostgresServer(docker, container.id)
}

/** One line of JSON that statements select. */
export async function readJson<Row>(
  server: PostgresServer,
  database: string,
  statements: string,
  variables?: Readonly<Record<string, string>>,
): Promise<Row> {
  return JSON.parse(await server.sql(database, statements, variables))
}
