import { fieldOf, numberOf, parsedJson, textOf } from '../http/json-value.ts'
import { type Fate, momentOf } from './database-names.ts'
import { type PostgresServer, readJson } from './postgres-server.ts'

/** A database that was replaced and is kept for a while. */
export interface KeptDatabase {
  name: string
  fate: Exclude<Fate, 'restore'>
  /** When it was put aside. */
  at: Date
  until: Date | undefined
  bytes: number
  /** What took its place; undefined where that was not written down. */
  by: string | undefined
  /** Whether the run went on to its end that put it aside. */
  isDone: boolean
  /** How far its copy's queue went, which whoever comes back to it must know. */
  outboxUpTo: number | undefined
}

/** What is written on a kept database. */
export interface KeptNote {
  replacedAt: string
  /** By what. */
  by: string
  keptUntil: string
  outboxUpTo?: number
  done?: true
}

const listed = `
  select coalesce(json_agg(json_build_object('name', datname, 'bytes', pg_database_size(oid),
    'note', shobj_description(oid, 'pg_database'))), '[]')
  from pg_database where datname ~ '_(replaced|undone)_[0-9]{8}_[0-9]{6}z$'`

type Listed = { name: string; bytes: number; note: string | null }

/** The newest first. */
export async function listKept(server: PostgresServer, database: string): Promise<KeptDatabase[]> {
  const all = await readJson<Listed[]>(server, 'postgres', listed)
  const kept = all.flatMap((one) => keptOf(one, database) ?? [])
  return kept.sort((a, b) => b.at.getTime() - a.at.getTime())
}

function keptOf({ name, bytes, note }: Listed, database: string): KeptDatabase | undefined {
  for (const fate of ['replaced', 'undone'] as const) {
    const at = momentOf(name, database, fate)
    if (at === undefined) continue
    const written = parsedJson(note ?? '')
    const until = new Date(textOf(written, 'keptUntil') ?? '')
    return {
      ...{ name, fate, at, bytes },
      until: Number.isNaN(until.getTime()) ? undefined : until,
      outboxUpTo: numberOf(written, 'outboxUpTo'),
      by: textOf(written, 'by'),
      isDone: fieldOf(written, 'done') === true,
    }
  }
  return undefined
}

/**
 * The newest that was replaced, and those that earlier runs of the same restore put aside and were broken off: the last is
 * what people had before it was begun. Of `kept`, the newest first.
 */
export function ofOneRestore(kept: readonly KeptDatabase[]): KeptDatabase[] {
  const [newest, ...older] = kept.filter(({ fate }) => fate === 'replaced')
  if (newest === undefined) return []
  const end = older.findIndex(({ isDone, by }) => isDone || by === undefined || by !== newest.by)
  return [newest, ...(end === -1 ? older : older.slice(0, end))]
}

/** Writes on a kept database that nothing is left to do of what put it aside. */
export async function markDone(server: PostgresServer, name: string, note: KeptNote): Promise<void> {
  const comment = JSON.stringify({ ...note, done: true })
  await server.sql('postgres', `comment on database :"name" is :'comment'`, { name, comment })
}

const dayMs = 24 * 3600 * 1000

export function noteFor(options: {
  by: string
  at: Date
  /** KEEP_REPLACED_DAYS, as .env has it. */
  days: string | undefined
  outboxUpTo?: number | undefined
}): KeptNote {
  const { by, at, outboxUpTo } = options
  const days = /^\d+$/.test(options.days ?? '') ? Number(options.days) : 7
  return {
    replacedAt: at.toISOString(),
    by,
    keptUntil: new Date(at.getTime() + days * dayMs).toISOString(),
    ...(outboxUpTo === undefined ? {} : { outboxUpTo }),
  }
}

/**
 * Drops what was kept for its time, for the run of every night; one without a note has no such time and stays. Returns
 * the names.
 */
export async function dropExpired(server: PostgresServer, now: Date): Promise<string[]> {
  const all = await readJson<Listed[]>(server, 'postgres', listed)
  const expired = all.filter(({ note }) => isPast(note, now)).map(({ name }) => name)
  for (const name of expired) {
    await server.sql('postgres', 'drop database if exists :"name" with (force)', { name })
  }
  return expired
}

function isPast(note: string | null, now: Date): boolean {
  return new Date(textOf(parsedJson(note ?? ''), 'keptUntil') ?? '') <= now
}
