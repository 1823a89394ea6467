import { stampedMoment, stampOf } from '../words/stamp.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The school's database and its owner, as docker-compose.yml has them. */
export const schoolDatabase = (env: Environment) => env['POSTGRES_DB'] || 'schoolbot'
export const schoolOwner = (env: Environment) => env['POSTGRES_USER'] || 'schoolbot'

/** Databases beside that of an installation, by what became of them. */
export const fates = ['restore', 'replaced', 'undone'] as const
export type Fate = (typeof fates)[number]

/** Postgres cuts names that are longer, and two of them might become one. */
const longestName = 63

/** Such as schoolbot_replaced_20261130_230000z: lower case, so that nobody need quote it. */
export function nameBeside(database: string, fate: Fate, at: Date): string {
  const suffix = `_${fate}_${stampOf(at).toLowerCase()}`
  return `${stemOf(database, fate)}${suffix}`
}

/** The moment in such a name; undefined for a database that is none of these. */
export function momentOf(name: string, database: string, fate: Fate): Date | undefined {
  const begin = `${stemOf(database, fate)}_${fate}_`
  if (!name.startsWith(begin)) return undefined
  const stamp = name.slice(begin.length)
  // in capitals it is a name that we do not give
  return stamp === stamp.toLowerCase() ? stampedMoment(stamp.toUpperCase()) : undefined
}

const stemOf = (database: string, fate: Fate) =>
  database.slice(0, longestName - `_${fate}_20261130_230000z`.length)
