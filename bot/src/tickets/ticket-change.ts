import type { Person } from '../people/person.ts'
import type { Ticket, TicketAction } from './ticket.ts'

/** What was done to a ticket: what those concerned are told of, and what the clocks count. */
export interface TicketChange {
  action: TicketAction
  actor: Person | null
  at: Date
  before: Ticket
  after: Ticket
  text: string | undefined
  attachmentIds: number[]
}
