import type { Status, TicketAction } from '../ticket.ts'

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
  /** Time in work; it stands while the ticket waits for its author. */
  resolution: Clock
}

export type ClockAction = Extract<
  TicketAction,
  'warn_response' | 'warn_resolution' | 'breach_response' | 'breach_resolution'
>

/** A warning comes when so much of the target is used. */
export const warningShare = 0.75

/**
 * What is due to be said about the clocks of a ticket. Each is said once in the life of a ticket, and a warning not at
 * all once the target is missed: after a downtime there is one message, not two.
 */
export function dueClockActions(clocks: TicketClocks, said: readonly string[]): ClockAction[] {
  const due = [
    stepOf(clocks.response, 'warn_response', 'breach_response'),
    stepOf(clocks.resolution, 'warn_resolution', 'breach_resolution'),
  ]
  return due.filter((action) => action !== undefined && !said.includes(action)) as ClockAction[]

  function stepOf(clock: Clock, warn: ClockAction, breach: ClockAction): ClockAction | undefined {
    if (clock.target === null || clock.dueAt === null) return undefined
    if (clock.used >= clock.target) return breach
    return clock.used >= warningShare * clock.target && !said.includes(breach) ? warn : undefined
  }
}
