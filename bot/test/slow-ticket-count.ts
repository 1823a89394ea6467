import { isWaitingForWork, type Status, type Urgency } from '../src/tickets/ticket.ts'
import type { MadePerson, MadeTicket } from './made-tickets.ts'
import type { SlowCalendar, SlowPeriod } from './slow-calendar.ts'
import { groupsOf, mean, percent, percentile, present } from './slow-figures.ts'

const hour = 3600
export const slowTargets: Record<Urgency, { response: number | null; resolution: number | null }> = {
  critical: { response: 1 * hour, resolution: 4 * hour },
  high: { response: 2 * hour, resolution: 8 * hour },
  normal: { response: 8 * hour, resolution: 24 * hour },
  low: { response: null, resolution: null },
}

export type SlowTicket = ReturnType<typeof slowTicket>

/** What kpi_ticket says of a ticket, found by going through its life. */
export function slowTicket(ticket: MadeTicket, { now, workingSeconds }: SlowCalendar) {
  let status: Status = 'new'
  let since = ticket.createdAt
  let worked = 0
  let respondedAt: Date | null = null
  let resolvedAt: Date | null = null
  let reopened = 0
  const isWorked = () => status === 'new' || status === 'in_progress'
  for (const { kind, at, actorId, to } of ticket.events) {
    if (isWorked()) worked += workingSeconds(since, at)
    const isByAnother = actorId !== null && actorId !== ticket.authorId && actorId !== ticket.filedBy
    const isAnswer = kind === 'ask' || kind === 'comment' || kind === 'resolve'
    const answers = kind === 'take' || kind === 'link_duplicate' || (isAnswer && isByAnother)
    if (answers && isWaitingForWork(status)) respondedAt ??= at
    if (kind === 'resolve') resolvedAt = at
    if (kind === 'reject' || kind === 'reopen' || kind === 'link_duplicate') resolvedAt = null
    if (kind === 'reject' || kind === 'reopen') reopened += 1
    status = to
    since = at
  }
  const isOpen = isWaitingForWork(status)
  const closed = status === 'cancelled' ? 'cancelled' : resolvedAt ? 'resolved' : 'duplicate'
  const outcome = isOpen ? 'open' : closed
  const soFar = worked + (isOpen && isWorked() ? workingSeconds(since, now) : 0)
  const response = respondedAt && workingSeconds(ticket.createdAt, respondedAt)
  const resolution = outcome === 'resolved' ? worked : null
  const target = slowTargets[ticket.urgency]
  return {
    ticket_id: ticket.id,
    category_id: ticket.categoryId,
    place: ticket.place,
    specialist_id: ticket.assigneeId,
    outcome,
    filed_at: ticket.createdAt,
    responded_at: respondedAt,
    resolved_at: resolvedAt,
    response_seconds: response,
    response_within_target: within(target.response, response, isOpen, workingSeconds(ticket.createdAt, now)),
    resolution_seconds: resolution,
    resolution_within_target: within(target.resolution, resolution, isOpen, soFar),
    reopened,
    rating: ticket.rating,
  }
}

function within(target: number | null, used: number | null, isOpen: boolean, soFar: number): boolean | null {
  if (target === null) return null
  if (used !== null) return used <= target
  return isOpen && soFar > target ? false : null
}

/** What kpi_ticket_period says of tickets: every period with all its slices. */
export function slowTicketPeriods(
  tickets: readonly SlowTicket[],
  periods: readonly SlowPeriod[],
  people: readonly MadePerson[],
  categories: ReadonlyMap<number, string>,
) {
  return periods.flatMap(({ kind, starts, ends, first_day }) => {
    const filed = tickets.filter(({ filed_at }) => filed_at >= starts && filed_at < ends)
    const nameOf = (id: number | null) => people.find((person) => person.id === id)?.name ?? null
    const period = { kind, starts, ends, first_day }
    return [
      { ...period, slice: 'total', slice_id: null, slice_name: null, ...slowTicketFigures(filed) },
      ...[...groupsOf(filed, ({ category_id }) => category_id)].map(([id, group]) => {
        const name = categories.get(id) ?? null
        return { ...period, slice: 'category', slice_id: id, slice_name: name, ...slowTicketFigures(group) }
      }),
      ...[...groupsOf(filed, ({ place }) => place)].map(([place, group]) => {
        return { ...period, slice: 'place', slice_id: null, slice_name: place, ...slowTicketFigures(group) }
      }),
      ...[...groupsOf(filed, ({ specialist_id }) => specialist_id)].map(([id, group]) => {
        const name = nameOf(id)
        return { ...period, slice: 'specialist', slice_id: id, slice_name: name, ...slowTicketFigures(group) }
      }),
    ]
  })
}

/** The figures of some tickets together. */
export function slowTicketFigures(tickets: readonly SlowTicket[]) {
  const count = (test: (ticket: SlowTicket) => boolean) => tickets.filter(test).length
  const response = present(tickets.map(({ response_seconds }) => response_seconds))
  const resolution = present(tickets.map(({ resolution_seconds }) => resolution_seconds))
  const ratings = present(tickets.map(({ rating }) => rating))
  const open = tickets.filter(({ outcome }) => outcome === 'open').map(({ filed_at }) => filed_at.getTime())
  const figures = {
    filed: tickets.length,
    open: open.length,
    resolved: count(({ outcome }) => outcome === 'resolved'),
    duplicates: count(({ outcome }) => outcome === 'duplicate'),
    cancelled: count(({ outcome }) => outcome === 'cancelled'),
    reopened: count((ticket) => ticket.reopened > 0),
    response_median_seconds: percentile(response, 0.5),
    response_p90_seconds: percentile(response, 0.9),
    response_within: count((ticket) => ticket.response_within_target === true),
    response_missed: count((ticket) => ticket.response_within_target === false),
    resolution_median_seconds: percentile(resolution, 0.5),
    resolution_p90_seconds: percentile(resolution, 0.9),
    resolution_within: count((ticket) => ticket.resolution_within_target === true),
    resolution_missed: count((ticket) => ticket.resolution_within_target === false),
    mean_rating: mean(ratings),
    rated: ratings.length,
    oldest_open_filed_at: open.length === 0 ? null : new Date(Math.min(...open)),
  }
  return {
    ...figures,
    response_within_percent: percent(figures.response_within, figures.response_missed),
    resolution_within_percent: percent(figures.resolution_within, figures.resolution_missed),
  }
}
