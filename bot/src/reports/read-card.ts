import type { Db } from '../platform/postgres.ts'
import { readTaskCard, readTicketCard } from './card-store.ts'
import { readComparedTasks, readComparedTickets } from './compared-store.ts'
import type { ComparedTasks, ComparedTickets, TaskCard, TicketCard } from './kpi-figure.ts'
import type { KpiPeriod } from './kpi-period.ts'
import { hasTasks, type KpiSubject } from './kpi-subject.ts'

/** The same part of two periods. */
export interface Change<F> {
  now: F
  before: F
}

/** All that a card says. A part is undefined when the subject has nothing to do with it. */
export interface KpiCard {
  tasks: { figures: TaskCard; change: Change<ComparedTasks> | undefined } | undefined
  tickets: { figures: TicketCard; change: Change<ComparedTickets> | undefined } | undefined
}

/** The figures of a subject in a period. The transaction has its moment (`setKpiMoment`). */
export async function readCard(
  db: Db,
  subject: KpiSubject,
  period: KpiPeriod,
  { now, hasTickets }: { now: Date; hasTickets: boolean },
): Promise<KpiCard> {
  return {
    tasks: hasTasks(subject) ? await taskPart(db, subject, period, now) : undefined,
    tickets: hasTickets ? await ticketPart(db, subject, period) : undefined,
  }
}

async function taskPart(db: Db, subject: KpiSubject, period: KpiPeriod, now: Date) {
  const figures = await readTaskCard(db, subject, period)
  if (period.compared === null) return { figures, change: undefined }
  const by = period.isCurrent ? period.compared.ends : null
  const soFar = { starts: period.starts, ends: period.isCurrent ? now : period.ends, by: null }
  const change = {
    // what is due in the days to come is left out: the other part ends in the middle too
    now: await readComparedTasks(db, subject, soFar),
    before: await readComparedTasks(db, subject, { ...period.compared, by }),
  }
  return { figures, change }
}

async function ticketPart(db: Db, subject: KpiSubject, period: KpiPeriod) {
  const figures = await readTicketCard(db, subject, period)
  if (period.compared === null) return { figures, change: undefined }
  const by = period.isCurrent ? period.compared.ends : null
  // nothing is filed in the days to come
  const before = await readComparedTickets(db, subject, { ...period.compared, by })
  return { figures, change: { now: figures, before } }
}
