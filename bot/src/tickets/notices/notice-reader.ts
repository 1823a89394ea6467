import { z } from 'zod'
import type { Db } from '../../platform/postgres.ts'
import type { MayStillRead } from '../../telegram/late-calls.ts'
import { readerOf } from '../cards/card-reader.ts'
import { findTicket } from '../tickets-store.ts'

const aboutTicket = z.object({ about: z.object({ ticketId: z.number() }) })

/** Whether a notice of a ticket still goes to somebody who may see the ticket. */
export function mayReadNotice(db: Db): MayStillRead {
  return async ({ chatId, payload }) => {
    const notice = aboutTicket.safeParse(payload)
    if (!notice.success) return true
    const ticket = await findTicket(db, notice.data.about.ticketId)
    return ticket !== undefined && (await readerOf(db, chatId, ticket)) !== undefined
  }
}
