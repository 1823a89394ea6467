import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { KpiPeriod, PeriodKind } from './kpi-period.ts'

/** From here on the figures of this transaction are those of a moment: the bot's clock, not the database's. */
export async function setKpiMoment(tx: Tx, now: Date): Promise<void> {
  await tx.run(sql`select set_config('kpi.now', ${now.toISOString()}, true)`)
}

export const kindNames: Record<PeriodKind, string> = { week: 'week', month: 'month', year: 'school_year' }
const lengths: Record<PeriodKind, string> = { week: '7 days', month: '1 month', year: '1 year' }

type Row = Omit<KpiPeriod, 'kind' | 'compared'> & { comparedStarts: Date | null; comparedEnds: Date }

/**
 * The period that begins on a day as in 20261116, or else the present one. It is compared with the same part of the
 * period before: until the same time of the same day of it while it goes on, whole when it is over.
 */
export async function findPeriod(
  db: Db,
  kind: PeriodKind,
  day: number,
  timezone: string,
): Promise<KpiPeriod> {
  const { comparedStarts, comparedEnds, ...row } = await db.one<Row>(sql`
    with period as (
      select p.starts, p.ends, p.first_day, p.last_day, lag(p.starts) over earlier as before,
        lag(p.first_day) over earlier as previous, lead(p.first_day) over earlier as next
      from kpi_period p where p.kind = ${kindNames[kind]}
      window earlier as (order by p.starts)
    )
    select to_char(first_day, 'YYYYMMDD')::int as day, starts, ends,
      (first_day + time '12:00') at time zone 'UTC' as "firstDay", (last_day + time '12:00') at time zone 'UTC' as "lastDay",
      ends > kpi_now() as "isCurrent",
      to_char(previous, 'YYYYMMDD')::int as previous, to_char(next, 'YYYYMMDD')::int as next,
      before as "comparedStarts",
      case when ends > kpi_now()
        then least(starts, (kpi_now() at time zone ${timezone} - ${lengths[kind]}::interval) at time zone ${timezone})
        else starts
      end as "comparedEnds"
    from period order by to_char(first_day, 'YYYYMMDD')::int = ${day} desc, starts desc limit 1`)
  const compared = comparedStarts && { starts: comparedStarts, ends: comparedEnds }
  return { ...row, kind, compared }
}
