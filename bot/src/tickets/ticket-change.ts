import type { Person } from '../people/person.ts'
import type { TicketClocks } from './clocks/clocks.ts'
import type { Ticket, TicketAction } from './ticket.ts'

/** What was done to a ticket: what those concerned are told of, and what the clocks count. */
export interface TicketChange {
  action: TicketAction
  actor: Person | null
  at: Date
  before: Ticket
  after: Ticket
  /** How its clocks stood at that moment, when the action stops one of them or tells of it. */
  clocks: TicketClocks | undefined
  /** How many times it was resolved, this time too. */
  resolutions: number
  text: string | undefined
  attachmentIds: number[]
}
