import sql, { raw, type Sql } from 'sql-template-tag'
import type { Language } from '../platform/language.ts'
import type { Db } from '../platform/postgres.ts'
import type { Page } from './kpi-lists-store.ts'
import type { KpiPeriod } from './kpi-period.ts'
import { kindNames } from './kpi-periods-store.ts'

/** A person with his orders of a period. */
export interface PersonSlice {
  id: number
  name: string
  due: number
  overdue: number
  disciplinePercent: number | null
}

/** Tickets of a period with one specialist, of one category or from one place. */
export interface TicketSlice {
  /** Null: a place, or with nobody. */
  id: number | null
  /** Of the place. */
  hash: string
  name: string | null
  filed: number
  open: number
  withinPercent: number | null
}

/** Those who have orders in the period, the worst first. One more than the limit tells that there is another page. */
export function listPersonSlices(db: Db, period: KpiPeriod, page: Page): Promise<PersonSlice[]> {
  return db.many<PersonSlice>(sql`
    select person_id as id, person_name as name, due, overdue, discipline_percent as "disciplinePercent"
    from kpi_task_period
    where kind = ${kindNames[period.kind]} and starts = ${period.starts} and person_id is not null
    order by discipline_percent nulls last, overdue desc, due desc, person_name, person_id
    limit ${page.limit + 1} offset ${page.offset}`)
}

export function listTicketSlices(
  db: Db,
  period: KpiPeriod,
  { slice, language }: { slice: 'specialist' | 'category' | 'place'; language: Language },
  page: Page,
): Promise<TicketSlice[]> {
  const category: Sql = raw(language === 'ru' ? 'c.name_ru' : 'c.name_en')
  return db.many<TicketSlice>(sql`
    select slice_id as id, left(md5(coalesce(slice_name, '')), 8) as hash,
      coalesce((select ${category} from category c where slice = 'category' and c.id = slice_id), slice_name) as name,
      filed, open, resolution_within_percent as "withinPercent"
    from kpi_ticket_period
    where kind = ${kindNames[period.kind]} and starts = ${period.starts} and slice = ${slice}
    order by filed desc, slice_name, slice_id
    limit ${page.limit + 1} offset ${page.offset}`)
}

/** The words of a place that has had tickets. */
export async function findPlaceName(db: Db, hash: string): Promise<string | undefined> {
  const row = await db.maybeOne<{ place: string }>(sql`
    select place from ticket where left(md5(place), 8) = ${hash} limit 1`)
  return row?.place
}

export async function findCategoryName(db: Db, id: number, language: Language): Promise<string | undefined> {
  const row = await db.maybeOne<Record<Language, string>>(sql`
    select name_ru as ru, name_en as en from category where id = ${id}`)
  return row?.[language]
}

/** Whether somebody is the assignee of any ticket, open or done. */
export async function hasTickets(db: Db, personId: number): Promise<boolean> {
  const { has } = await db.one<{ has: boolean }>(sql`
    select exists (select from ticket where assignee_id = ${personId}) as has`)
  return has
}
