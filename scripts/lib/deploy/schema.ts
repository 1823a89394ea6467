import { composeArgs } from '../compose/docker.ts'
import { schoolDatabase } from '../postgres/database-names.ts'
import { findPostgres } from '../postgres/postgres-server.ts'
import { appliedMigrations, knownMigrations } from '../postgres/schema-migrations.ts'
import { StepError } from '../steps/step.ts'
import { messageOf } from '../words/plain-words.ts'
import { askContainer } from './asked-container.ts'
import type { DeployRun } from './deploy-run.ts'

/** Those that the school's database has had; undefined where Postgres is not part of this installation. */
export async function appliedBefore({ docker, setup }: DeployRun): Promise<string[] | undefined> {
  if (!setup.isPresent('postgres')) return undefined
  const server = await findPostgres(docker)
  const database = schoolDatabase(setup.env)
  const there = await server.sql(database, "select to_regclass('public.schema_migration') is not null")
  return there.trim() === 't' ? appliedMigrations(server, database) : []
}

/** Migrations of this checkout that the database has not had. */
export async function migrationsDue(run: DeployRun): Promise<string[]> {
  const applied = await appliedBefore(run)
  return applied === undefined
    ? []
    : knownMigrations(run.setup.root).filter((name) => !applied.includes(name))
}

/** Migrations that an image brings and the database has not had. */
export async function pendingIn(run: DeployRun, image: string): Promise<string[]> {
  const applied = await appliedBefore(run)
  if (applied === undefined) return pendingElsewhere(run, image)
  const listed = await run.docker.docker([...throwaway, '--entrypoint=ls', image, '/app/bot/migrations'])
  const names = listed.split('\n').filter((name) => name.endsWith('.sql'))
  return names.map((name) => name.replace(/\.sql$/, '')).filter((name) => !applied.includes(name))
}

/** As the new version sees a Postgres that is not ours to ask. */
async function pendingElsewhere({ docker }: DeployRun, image: string): Promise<string[]> {
  const [BOT_IMAGE = '', BOT_VERSION = ''] = image.split(':')
  const { words } = await askContainer(
    docker,
    [
      ...[...composeArgs, 'run', '--rm', '--no-deps', '-T', '--pull=never'],
      ...['--entrypoint=sh', 'migrate'],
    ],
    ['node', 'src/main.ts', 'migrations'],
    { BOT_IMAGE, BOT_VERSION },
  )
  const listed = [...words.matchAll(/^(applied|pending|unknown) +(\S+)/gm)]
  if (listed.length > 0) return listed.flatMap(([, state, name = '']) => (state === 'pending' ? name : []))
  throw new StepError(
    `the database does not say which migrations it has had: ${messageOf(words.split('\n').at(-1) ?? '')}`,
  )
}

const throwaway = ['run', '--rm', '--network=none', '--pull=never'] as const

/**
 * What the image's own checker says against these migrations, in lines; none when an older version of the bot can live with
 * them. Throws a StepError for an image that has no checker.
 */
export async function contractsOf(
  run: DeployRun,
  image: string,
  pending: readonly string[],
): Promise<string[]> {
  if (pending.length === 0) return []
  const { code, words } = await askContainer(
    run.docker,
    [...throwaway, '--entrypoint=sh', image],
    [...['node', 'src/main.ts', 'migrations', 'judge'], ...pending],
  )
  if (code === 0) {
    // what its authors have allowed, with their reasons
    if (words !== '') run.setup.say(words)
    return []
  }
  if (code === 1) return words.split('\n').filter((line) => line.trim() !== '')
  throw new StepError(
    `this version of the bot cannot judge its migrations (${pending.join(', ')}): read them, and start again with --allow-contract when the version before can live with them`,
  )
}
