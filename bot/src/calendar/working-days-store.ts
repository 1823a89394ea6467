import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'

/** A day of the calendar as SQL counts with it; instants in seconds since 1970. */
export interface WorkingDayRow {
  /** As Postgres reads it: 2026-11-21. */
  day: string
  startsAt: number
  opens: number
  closes: number
  secondsBefore: number
}

/** Writes the calendar day by day, in the place of the one before. */
export async function replaceWorkingDays(
  tx: Tx,
  rows: readonly WorkingDayRow[],
  builtFrom: string,
): Promise<void> {
  await tx.run(sql`delete from working_day`)
  await tx.run(sql`
    insert into working_day (day, starts_at, opens, closes, seconds_before)
    select day, to_timestamp(starts_at), to_timestamp(opens), to_timestamp(closes), seconds_before
    from unnest(
      ${rows.map(({ day }) => day)}::date[],
      ${rows.map(({ startsAt }) => startsAt)}::double precision[],
      ${rows.map(({ opens }) => opens)}::double precision[],
      ${rows.map(({ closes }) => closes)}::double precision[],
      ${rows.map(({ secondsBefore }) => secondsBefore)}::bigint[]
    ) as written (day, starts_at, opens, closes, seconds_before)`)
  await tx.run(sql`update calendar_build set fingerprint = ${builtFrom}`)
}

/** Changes with every change of the calendar; empty before it was first written. */
export async function findFingerprint(db: Db): Promise<string> {
  const { fingerprint } = await db.one<{ fingerprint: string }>(sql`select fingerprint from calendar_build`)
  return fingerprint
}
