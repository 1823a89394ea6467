import { ageOf, sizeOf } from '../words/sizes-and-ages.ts'
import { isOurs, type ListedBackup, type OurBackup } from './backup-list.ts'

const headings = ['', 'backup', 'age', 'size', 'holds', 'verified', 'schema', 'encrypted', 'kept for']

/** The table of `backup.sh --list`, and the choice of restore.sh: by the number that stands first in its line. */
export function listLines(listed: readonly ListedBackup[], now: Date): string[] {
  const rows = listed.map((one, index) => [String(index + 1), one.name, ...cellsOf(one, now)])
  const all = [headings, ...rows]
  // a column in which nothing stands takes no room
  const used = headings.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''))
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .filter((_, column) => used[column])
      .join('  ')
      .trimEnd(),
  )
}

function cellsOf(one: ListedBackup, now: Date): string[] {
  const age = ageOf(one.at, now)
  if (!isOurs(one)) return [age, sizeOf(one.bytes), 'a dump of another hand']
  return [
    ...[age, sizeOf(one.bytes), holds(one)],
    one.verifiedAt === undefined ? 'no' : ageOf(one.verifiedAt, now),
    ...[one.schema ?? '', one.encrypted, one.pinned ?? ''],
  ]
}

function holds({ parts, fault }: OurBackup): string {
  return [parts.join(', '), fault && `FAULT: ${fault}`].filter(Boolean).join('; ')
}

/** `backup.sh --list --json`: the same for programs, one object. */
export function listJson(listed: readonly ListedBackup[], now: Date): string {
  const backups = listed.map((one) => {
    const { kind, name, path, at, bytes } = one
    const known = {
      kind,
      name,
      path,
      at,
      ageSeconds: Math.round((now.getTime() - at.getTime()) / 1000),
      bytes,
    }
    if (!isOurs(one)) return known
    const { parts, whole, fault, verifiedAt, schema, encrypted, pinned } = one
    const orNull = { fault, verifiedAt, schema, pinned }
    const told = Object.entries(orNull).map(([key, value]) => [key, value ?? null] as const)
    return { ...known, parts, whole, encrypted, ...Object.fromEntries(told) }
  })
  return JSON.stringify({ backups }, null, 2)
}
