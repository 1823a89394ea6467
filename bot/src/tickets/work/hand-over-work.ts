import type { WorkHandover } from '../../people/work-handover.ts'
import { changeTicket } from '../change-ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { listTicketsInHand } from '../work-store.ts'

/** Tickets as work of people: what somebody works on goes to another, or back to the queue, when he goes. */
export function createTicketWork(settings: TicketSettings): WorkHandover {
  return {
    countOpenWork: async (tx, personId) => (await listTicketsInHand(tx, personId)).length,
    async handOverWork(tx, { from, to, actor, now }) {
      let moved = 0
      for (const ticketId of await listTicketsInHand(tx, from.id)) {
        const changes = { assigneeId: to?.id ?? null }
        const result = await changeTicket(tx, settings, { ticketId, action: 'release', actor, now, changes })
        if (result.kind === 'changed') moved += 1
      }
      return moved
    },
  }
}
