/** Databases beside that of an installation, by what became of them. */
export const fates = ['restore', 'replaced', 'undone'] as const
export type Fate = (typeof fates)[number]

/** Postgres cuts names that are longer, and two of them might become one. */
const longestName = 63

/** Such as schoolbot_replaced_20261130_230000z: lower case, so that nobody need quote it. */
export function nameBeside(database: string, fate: Fate, at: Date): string {
  const digits = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const suffix = `_${fate}_${digits.replace('T', '_').toLowerCase()}`
  return `${stemOf(database, fate)}${suffix}`
}

/** The moment in such a name; undefined for a database that is none of these. */
export function momentOf(name: string, database: string, fate: Fate): Date | undefined {
  const begin = `${stemOf(database, fate)}_${fate}_`
  if (!name.startsWith(begin)) return undefined
  const parts = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)z$/.exec(name.slice(begin.length))
  if (parts === null) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1)
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

const stemOf = (database: string, fate: Fate) =>
  database.slice(0, longestName - `_${fate}_20261130_230000z`.length)

/** For statements that psql gets as arguments, where it puts in no variables. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string) =>
  `${text.includes('\\') ? 'E' : ''}'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
