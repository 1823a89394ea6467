import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { periodKinds } from '../src/reports/kpi-period.ts'
import { findPeriod } from '../src/reports/kpi-periods-store.ts'
import { readCard } from '../src/reports/read-card.ts'
import { asOf } from './kpi-as-of.ts'
import { startKpiYear } from './kpi-year-desk.ts'
import { percent, percentile, present } from './slow-figures.ts'
import { slowTaskFigures } from './slow-task-count.ts'
import { slowTicketFigures } from './slow-ticket-count.ts'

const desk = await startKpiYear()
const { school, year, now, timezone, tasks, tickets } = desk
after(() => desk[Symbol.asyncDispose]())

/** Those figures of the slow count that a card has. */
function only<T extends object>(figures: T, wanted: object): Partial<T> {
  return Object.fromEntries(Object.entries(figures).filter(([name]) => name in wanted)) as Partial<T>
}

test('the cards of the school and of everybody equal a slow count of the year', async () => {
  await asOf(school.db, now, async (tx) => {
    for (const kind of periodKinds) {
      const period = await findPeriod(tx, kind, 0, timezone)
      const isIn = (at: Date) => at >= period.starts && at < period.ends
      const filed = tickets.filter(({ filed_at }) => isIn(filed_at))
      for (const person of [undefined, ...year.people]) {
        const isHis = (id: number | null) => person === undefined || id === person.id
        const his = tasks.filter(({ responsible_id }) => isHis(responsible_id))
        const hisTickets = tickets.filter(({ specialist_id }) => isHis(specialist_id))
        const subject = person ? { of: 'person' as const, personId: person.id } : { of: 'school' as const }
        const card = await readCard(tx, subject, period, { now, hasTickets: person?.role !== 'staff' })
        const open = hisTickets.filter(({ outcome }) => outcome === 'open').map(({ filed_at }) => filed_at)
        const of = `${kind} ${person?.name ?? 'the school'}`
        assert.deepEqual(
          card.tasks?.figures,
          {
            ...only(slowTaskFigures(his, isIn), card.tasks?.figures ?? {}),
            overdue_now: his.filter(({ outcome }) => outcome === 'overdue').length,
            awaiting_now: his.filter(({ outcome }) => outcome === 'awaiting_acceptance').length,
          },
          of,
        )
        if (card.tickets === undefined) continue
        assert.deepEqual(
          card.tickets.figures,
          {
            ...only(
              slowTicketFigures(filed.filter(({ specialist_id }) => isHis(specialist_id))),
              card.tickets.figures,
            ),
            open_now: open.length,
            oldest_open_at: open[0] ?? null,
          },
          of,
        )
      }
    }
  })
})

test('what the week and the month are compared with equals a slow count of the same days before', async () => {
  const before = {
    week: { starts: '2026-11-09T00:00:00+03:00', ends: '2026-11-13T15:00:00+03:00' },
    month: { starts: '2026-10-01T00:00:00+03:00', ends: '2026-10-20T15:00:00+03:00' },
  }
  await asOf(school.db, now, async (tx) => {
    for (const kind of ['week', 'month'] as const) {
      const period = await findPeriod(tx, kind, 0, timezone)
      const [starts, ends] = [new Date(before[kind].starts), new Date(before[kind].ends)]
      assert.deepEqual(period.compared, { starts, ends })
      const { tasks: part, tickets: ticketPart } = await readCard(tx, { of: 'school' }, period, {
        now,
        hasTickets: true,
      })
      assert.deepEqual(part?.change?.before, comparedTasks(starts, ends, ends))
      assert.deepEqual(part?.change?.now, comparedTasks(period.starts, now, now))
      assert.deepEqual(ticketPart?.change?.before, comparedTickets(starts, ends))
    }
  })
})

function comparedTasks(starts: Date, ends: Date, by: Date) {
  const isIn = (at: Date) => at >= starts && at < ends
  const due = tasks.filter(({ deadline }) => isIn(deadline))
  const accepted = due.filter(({ accepted_at }) => accepted_at !== null && accepted_at < by)
  const { issued, returned, moved, discipline_percent } = slowTaskFigures(tasks, isIn)
  const count = (wanted: string[]) => accepted.filter(({ outcome }) => wanted.includes(outcome)).length
  return {
    ...{ issued, done: count(['on_time', 'late']), on_time: count(['on_time']), late: count(['late']) },
    ...{ returned, moved, discipline_percent },
  }
}

function comparedTickets(starts: Date, ends: Date) {
  const filed = tickets.filter(({ filed_at }) => filed_at >= starts && filed_at < ends)
  const figures = slowTicketFigures(filed)
  const answered = filed.filter(({ responded_at }) => responded_at !== null && responded_at < ends)
  const resolved = filed.filter(({ resolved_at }) => resolved_at !== null && resolved_at < ends)
  return {
    filed: filed.length,
    resolved: resolved.filter(({ outcome }) => outcome === 'resolved').length,
    reopened: figures.reopened,
    response_median_seconds: percentile(present(answered.map((one) => one.response_seconds)), 0.5),
    response_within_percent: percent(figures.response_within, figures.response_missed),
    resolution_median_seconds: percentile(present(resolved.map((one) => one.resolution_seconds)), 0.5),
    resolution_within_percent: percent(figures.resolution_within, figures.resolution_missed),
    mean_rating: figures.mean_rating,
  }
}
