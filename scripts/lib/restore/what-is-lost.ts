import { ageOf, sizeOf } from '../words/sizes-and-ages.ts'
import type { LiveDatabase } from './live-database.ts'
import type { RestoreSource } from './restore-source.ts'
import { countedTables, type Standing } from './standing.ts'

interface Options {
  host: string
  project: string
  live: LiveDatabase
  /** How far the present database has come, or why that cannot be read; undefined where it is not compared. */
  now: { standing: Standing } | { fault: string } | undefined
  source: RestoreSource
  at: Date
}

/** What the operator reads before he says yes. */
export function whatIsLost({ host, project, live, now, source, at }: Options): string[] {
  const takenAt = `${momentWords(source.takenAt)} (${ageOf(source.takenAt, at)})`
  return [
    `Server ${host}, project ${project}, database ${live.name}`,
    `Backup ${source.name}, of ${takenAt}`,
    ...presentLines(live, now, source),
    ...warnings(source),
  ]
}

function presentLines(live: LiveDatabase, now: Options['now'], source: RestoreSource): string[] {
  if (!live.exists) return [`There is no database ${live.name} now: nothing can be lost.`]
  if (live.isEmpty) return [`The database ${live.name} is empty now: nothing can be lost.`]
  const beside = `The present database (${sizeOf(live.bytes)}) is kept beside for --undo.`
  if (now === undefined) return [`All that was done after the backup will be gone. ${beside}`]
  if ('fault' in now) {
    const kept = 'it is kept beside, as it is'
    return [
      `WARNING: the present database cannot be read, so what will be lost is not known; ${kept}.`,
      `  ${now.fault}`,
    ]
  }
  const { standing } = now
  const backup = (table: string) => source.facts?.rows[`public.${table}`]
  const rows = countedTables.map((table) => [
    `${table} rows`,
    String(standing.rows[table] ?? '?'),
    String(backup(table) ?? 'not known'),
  ])
  const lines = [
    ['', 'now', 'in the backup'],
    [
      'last update handled',
      word(standing.lastUpdate),
      source.newest ? momentWords(source.newest) : 'not known',
    ],
    ['newest ticket', word(standing.lastTicket), ''],
    ['newest order', word(standing.lastTask), ''],
    ...rows,
  ]
  const widths = [0, 1].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return [
    ...lines.map((line) =>
      `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    ),
    `All that was done after the backup will be gone. ${beside}`,
  ]
}

function warnings({ origin, file }: RestoreSource): string[] {
  if (origin !== 'foreign') return []
  return [
    `WARNING: ${file} was not made by backup.sh. Whether it is what was once written, and whether all rows of its time are in it, cannot be checked.`,
  ]
}

const word = (moment: string | null) => (moment === null ? 'none' : momentWords(new Date(moment)))

/** To the second, in the time of all backups. */
export const momentWords = (at: Date) =>
  at
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
