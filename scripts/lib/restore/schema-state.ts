import type { PostgresServer } from '../postgres/postgres-server.ts'
import { appliedMigrations, knownMigrations } from '../postgres/schema-migrations.ts'
import { PreflightError, type Setup, StepError } from '../steps/step.ts'

/** Throws when a newer version of the bot made the schema: this one would not understand what is in it. */
export function refuseNewer(applied: readonly string[], known: readonly string[], name: string): void {
  const unknown = applied.filter((migration) => !known.includes(migration)).sort()
  if (unknown.length === 0) return
  throw new PreflightError(
    `${name} is of a newer version of the bot (its migration ${unknown[0]} is not in bot/migrations): bring the checkout to that version (git pull, docker compose build) and start again`,
  )
}

/**
 * Brings a database that nobody works with yet to the schema of this checkout, by the bot's own image; `what` it is for who
 * reads that it cannot be.
 */
export async function migrateNew(
  setup: Setup,
  server: PostgresServer,
  { name, what }: { name: string; what: string },
): Promise<void> {
  const known = knownMigrations(setup.root)
  const applied = await appliedMigrations(server, name)
  refuseNewer(applied, known, what)
  const pending = known.filter((migration) => !applied.includes(migration))
  if (pending.length === 0) return
  setup.say(`Its schema is older: ${pending.length} migrations of the bot are run on it`)
  await setup.compose(['run', '--rm', '--no-deps', '-T', '-e', `POSTGRES_DB=${name}`, 'migrate'], {
    withinMs: 3_600_000,
  })
  const left = await appliedMigrations(server, name)
  const missing = known.find((migration) => !left.includes(migration))
  if (missing === undefined) return
  throw new StepError(
    `the image of the bot knows no migration ${missing}: docker compose build bot migrate, and start again`,
  )
}
