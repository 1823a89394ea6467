import { may } from '../../people/person.ts'
import type { WorkHandover } from '../../people/work-handover.ts'
import { changeTicket } from '../change-ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { listTicketsInHand } from '../work-store.ts'

/** Tickets as work of people: what somebody works on goes to another, or back to the queue, when he goes. */
export function createTicketWork(settings: TicketSettings): WorkHandover {
  return {
    async countOpenWork(tx, personId) {
      return { tickets: (await listTicketsInHand(tx, personId)).length }
    },
    canTake: (person, { tickets = 0 }) => tickets === 0 || may(person, 'work_on_tickets'),
    async handOverWork(tx, { from, to, actor, now }) {
      let tickets = 0
      for (const ticketId of await listTicketsInHand(tx, from.id)) {
        const changes = { assigneeId: to?.id ?? null }
        const result = await changeTicket(tx, settings, { ticketId, action: 'release', actor, now, changes })
        if (result.kind === 'changed') tickets += 1
      }
      return { tickets }
    },
  }
}
