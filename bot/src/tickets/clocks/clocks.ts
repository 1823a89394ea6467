import { type Actor, isWaitingForWork, type Status, type Ticket, type TicketAction } from '../ticket.ts'

/** One of the two clocks of a ticket, in working seconds. */
export interface Clock {
  used: number
  /** Null: there is no target for this urgency. */
  target: number | null
  /** When the target is reached if the clock goes on; in the past when it was missed; null while the clock stands. */
  dueAt: Date | null
}

/** How a ticket stands against its targets. Computed from its events, never kept. */
export interface TicketClocks {
  ticketId: number
  status: Status
  /** From filing to the first answer of a specialist. */
  response: Clock
  /** The first answer; null: nobody has answered. */
  takenAt: Date | null
  /** Time in work; it stands while the ticket waits for its author. */
  resolution: Clock
}

/** What the system says of clocks. */
export const clockActions = [
  'warn_response',
  'warn_resolution',
  'breach_response',
  'breach_resolution',
] as const satisfies readonly TicketAction[]
export type ClockAction = (typeof clockActions)[number]

export function isClockAction(action: TicketAction | 'file'): action is ClockAction {
  return clockActions.some((one) => one === action)
}

/** Whether the author has his answer by this, as `ticket_progress` counts it: not by words of his own. */
export function isAnswer(ticket: Ticket, action: TicketAction, actor: Actor): boolean {
  if (action === 'take' || action === 'link_duplicate') return true
  const isByAnother = actor !== null && actor.id !== ticket.authorId && actor.id !== ticket.filedBy
  return isByAnother && (action === 'ask' || action === 'comment' || action === 'resolve')
}

/** A warning comes when so much of the target is used. */
export const warningShare = 0.75

/** The target is missed by whoever needs more than it, as the figures of the school count it. */
export function isMissed({ used, target }: Clock): boolean {
  return target !== null && used > target
}

/**
 * What is due to be said about the clocks of a ticket. Each is said once in the life of a ticket, and a warning not at
 * all once the target is missed: after a downtime there is one message, not two. A target that was missed just before
 * its clock stopped is missed all the same.
 */
export function dueClockActions(clocks: TicketClocks, said: readonly string[]): ClockAction[] {
  if (!isWaitingForWork(clocks.status)) return []
  return [
    ...(clocks.takenAt === null ? due(clocks.response, 'warn_response', 'breach_response') : []),
    ...due(clocks.resolution, 'warn_resolution', 'breach_resolution'),
  ].filter((action) => !said.includes(action))

  function due(clock: Clock, warn: ClockAction, breach: ClockAction): ClockAction[] {
    if (isMissed(clock)) return [breach]
    const isNear = clock.target !== null && clock.used >= warningShare * clock.target
    const stands = clocks.status === 'waiting_for_author'
    return isNear && !stands && !said.includes(breach) ? [warn] : []
  }
}

/**
 * Which of them people are told of, when several are due at once, as after a downtime: of two warnings the one that
 * comes first, of two misses the one that weighs more.
 */
export function toldClockActions(due: readonly ClockAction[]): ClockAction[] {
  const silent: ClockAction[] = [
    ...(due.includes('warn_response') ? (['warn_resolution'] as const) : []),
    ...(due.includes('breach_resolution') ? (['breach_response'] as const) : []),
  ]
  return due.filter((action) => !silent.includes(action))
}
