/** What a dump says of itself, before anything of it is used. */
export interface ArchiveContents {
  /** The version of the server that it was made from, such as 18.6. */
  serverVersion: string | undefined
  /** Tables with their schemas. */
  tables: string[]
}

/** Of the school's database there is no copy without these. */
const ofTheSchool = ['public.person', 'public.ticket', 'public.schema_migration']
const ofGlitchTip = ['public.django_migrations']

/** Reads what `pg_restore --list` printed. */
export function contentsOf(list: string): ArchiveContents {
  const version = /^;\s+Dumped from database version:\s*(\S+)/m.exec(list)?.[1]
  const tables = [...list.matchAll(/^\d+; \d+ \d+ TABLE (?!DATA |ATTACH )(\S+) (\S+) /gm)].map(
    ([, schema, name]) => `${schema}.${name}`,
  )
  return { serverVersion: version, tables }
}

/** Why the database cannot be made of this; undefined when it can. */
export function unfit(
  { serverVersion, tables }: ArchiveContents,
  { database, ourVersion }: { database: 'schoolbot' | 'glitchtip'; ourVersion: string },
): { words: string; because: 'version' | 'contents' } | undefined {
  if (serverVersion !== undefined && majorOf(serverVersion) > majorOf(ourVersion)) {
    const words = `it is of Postgres ${serverVersion}, and Postgres here is ${ourVersion}: set the image of postgres in docker-compose.yml to the newer one, on a new volume, and start again`
    return { words, because: 'version' }
  }
  const wanted = database === 'schoolbot' ? ofTheSchool : ofGlitchTip
  const missing = wanted.filter((table) => !tables.includes(table))
  if (missing.length === 0) return undefined
  const whose = database === 'schoolbot' ? "the bot's" : "GlitchTip's"
  const words = `it is not of ${whose} database: there is no table ${missing.join(', ')} in it`
  return { words, because: 'contents' }
}

const majorOf = (version: string) => Number.parseInt(version, 10)
