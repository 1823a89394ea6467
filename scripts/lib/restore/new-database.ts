import { type PostgresServer, sessionName } from '../postgres/postgres-server.ts'
import { literal } from '../postgres/statements.ts'
import type { DatabaseProperties } from './live-database.ts'

/**
 * An empty database beside the present one, and a role of the same name that owns it and nothing else: as that role a dump
 * is run, so that whatever is in one it cannot reach what is there already. Nobody connects to either but these scripts.
 */
export async function createNewDatabase(
  server: PostgresServer,
  name: string,
  properties: DatabaseProperties | undefined,
): Promise<void> {
  await server.sql(
    'postgres',
    `create role :"name" login nosuperuser nocreatedb nocreaterole;
    create database :"name" owner :"name" template template0 ${likeThe(properties)};
    revoke all on database :"name" from public;`,
    { name },
  )
}

/** Text is sorted and told apart as in the present one; without one, as the server does it. */
function likeThe(properties: DatabaseProperties | undefined): string {
  if (properties === undefined) return "encoding 'UTF8'"
  const { encoding, provider, collate, ctype, locale } = properties
  const providers: Record<string, string> = { c: 'libc', i: 'icu', b: 'builtin' }
  const own =
    locale === null
      ? ''
      : provider === 'i'
        ? `icu_locale ${literal(locale)}`
        : `builtin_locale ${literal(locale)}`
  return [
    `encoding ${literal(encoding)} locale_provider ${providers[provider] ?? 'libc'}`,
    `lc_collate ${literal(collate)} lc_ctype ${literal(ctype)} ${own}`,
  ].join(' ')
}

/** Gives all in it to its owner to be, and takes the role away. */
export async function giveToOwner(server: PostgresServer, name: string, owner: string): Promise<void> {
  await server.sql(name, 'reassign owned by :"name" to :"owner"; drop owned by :"name";', { name, owner })
  await server.sql('postgres', 'drop role :"name"', { name })
}

/**
 * Nobody misses a database that never became the present one. All sessions must answer before one is dropped: where one
 * hangs it is given up, and the next run drops what is left.
 */
export async function dropNewDatabase(
  server: PostgresServer,
  name: string,
  { withinSeconds = 600 } = {},
): Promise<void> {
  await server.sql(
    'postgres',
    `set statement_timeout = '${withinSeconds}s';
    -- of this run too: what made the database may be at it still when its client was ended
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where application_name = '${sessionName}' and pid <> pg_backend_pid();
    drop database if exists :"name" with (force);
    drop role if exists :"name";`,
    { name },
  )
}
