import type { Status, TicketAction, Urgency } from '../src/tickets/ticket.ts'
import type { TicketChanges } from '../src/tickets/tickets-store.ts'
import type { GeneratedStaff } from './generated-staff.ts'
import { acted, type MadePerson, type MadeTicket, madeTicket } from './made-tickets.ts'
import { gapAfter, type SeededRandom } from './seeded-random.ts'

/** What is done next, by status, and how often. */
const habits: Record<Status, Partial<Record<TicketAction | 'nothing_more', number>>> = {
  new: { take: 78, comment: 10, change_urgency: 4, change_category: 2, link_duplicate: 3, cancel: 3 },
  in_progress: {
    resolve: 57,
    ask: 15,
    comment: 6,
    note: 6,
    hand_over: 5,
    return_to_queue: 4,
    cancel: 1,
    nothing_more: 1,
  },
  waiting_for_author: {
    answer: 70,
    resolve: 14,
    comment: 6,
    hand_over: 4,
    link_duplicate: 2,
    cancel: 3,
    nothing_more: 1,
  },
  resolved: { confirm: 45, rate: 20, reject: 12, close_silently: 15, remind: 8 },
  closed: { rate: 20, reopen: 6, nothing_more: 74 },
  cancelled: { comment: 5, nothing_more: 95 },
}
const urgencies = { critical: 5, high: 15, normal: 65, low: 15 } satisfies Record<Urgency, number>
const doneBySystem: TicketAction[] = ['remind', 'close_silently']
const doneByAssignee: TicketAction[] = ['ask', 'resolve', 'hand_over', 'return_to_queue']
const doneBySpecialists: TicketAction[] = [
  'take',
  'note',
  'change_urgency',
  'change_category',
  'link_duplicate',
]
const reopenMs = 14 * 86_400_000

/** Tickets filed at these moments, with lives of all kinds, which break off at the end. */
export function generateTickets(
  random: SeededRandom,
  staff: GeneratedStaff,
  { filed, until }: { filed: readonly Date[]; until: Date },
): MadeTicket[] {
  return filed.map((at, index) => {
    const author = random.pick(random.next() < 0.1 ? staff.specialists : staff.teachers)
    let ticket = madeTicket({
      ...{ id: index + 1, author, at },
      ...(random.next() < 0.05 ? { filer: random.pick(staff.teachers) } : {}),
      categoryId: random.integer(1, 7),
      place: `каб. ${random.integer(1, 40)}`,
      urgency: random.weighted(urgencies),
    })
    let now = at
    for (let steps = 0; steps < 30; steps += 1) {
      now = gapAfter(random, now)
      const action = random.weighted(habits[ticket.status])
      if (now >= until || action === 'nothing_more') break
      if (isPossible(ticket, action, now)) ticket = next(random, staff, ticket, action, now)
    }
    return ticket
  })
}

function isPossible(ticket: MadeTicket, action: TicketAction, now: Date): boolean {
  if (action === 'rate') return ticket.rating === null
  if (action === 'link_duplicate') return ticket.id > 1
  return action !== 'reopen' || now.getTime() - ticket.statusSince.getTime() <= reopenMs
}

function next(
  random: SeededRandom,
  staff: GeneratedStaff,
  ticket: MadeTicket,
  action: TicketAction,
  now: Date,
): MadeTicket {
  const changes: TicketChanges = {
    ...(action === 'hand_over' ? { assigneeId: random.pick(staff.specialists).id } : {}),
    ...(action === 'change_urgency' ? { urgency: random.weighted(urgencies) } : {}),
    ...(action === 'change_category' ? { categoryId: random.integer(1, 7) } : {}),
    ...(action === 'link_duplicate' ? { duplicateOf: random.integer(1, ticket.id - 1) } : {}),
    ...(action === 'rate' ? { rating: random.integer(1, 5) } : {}),
  }
  return acted(ticket, action, actorOf(random, staff, ticket, action), now, changes)
}

function actorOf(
  random: SeededRandom,
  staff: GeneratedStaff,
  ticket: MadeTicket,
  action: TicketAction,
): MadePerson | null {
  const withId = (id: number | null) => staff.all.find((person) => person.id === id) ?? null
  const authorSide = withId(random.next() < 0.3 ? ticket.filedBy : ticket.authorId)
  if (doneBySystem.includes(action)) return null
  if (doneByAssignee.includes(action)) return withId(ticket.assigneeId)
  const isBySpecialist = action === 'comment' ? random.next() < 0.5 : doneBySpecialists.includes(action)
  return isBySpecialist ? random.pick(staff.specialists) : authorSide
}
