import { findPerson } from '../people/people-store.ts'
import { may, type Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import type { Attachment } from '../telegram/incoming.ts'
import { offerTicket } from './cards/queue-cards.ts'
import { findCategory } from './categories/categories-store.ts'
import { type DescriptionPart, insertDescriptionParts } from './description-parts-store.ts'
import { tellFiled } from './notices/ticket-notices.ts'
import type { Ticket, Urgency } from './ticket.ts'
import { insertAttachments } from './ticket-messages-store.ts'
import type { TicketSettings } from './ticket-settings.ts'
import { getTicketByDraft, insertTicket, insertTicketEvent } from './tickets-store.ts'

/** What the author filled in. */
export interface FinishedDraft {
  /** A UUID made when the draft was begun. */
  draftId: string
  authorId: number
  categoryId: number
  place: string
  /** Empty when the files say it all. */
  description: string
  /** The messages of the filer's private chat that the description was put together from. */
  parts: readonly DescriptionPart[]
  urgency: Urgency
  attachments: readonly Attachment[]
}

export type Filed =
  | { kind: 'filed'; ticket: Ticket }
  /** The same draft was filed before: nothing was changed. */
  | { kind: 'filed_before'; ticket: Ticket }
  | { kind: 'not_allowed' }
  /** The author of a ticket filed on behalf is not active any more. */
  | { kind: 'author_gone' }
  | { kind: 'category_gone' }

/** Files a ticket: the author gets the receipt with its number, the specialists get the card. */
export async function fileTicket(
  tx: Tx,
  settings: TicketSettings,
  filer: Person,
  draft: FinishedDraft,
  now: Date,
): Promise<Filed> {
  const author = draft.authorId === filer.id ? filer : await findPerson(tx, draft.authorId)
  if (!may(filer, 'file_ticket')) return { kind: 'not_allowed' }
  if (author?.status !== 'active') return { kind: 'author_gone' }
  const category = await findCategory(tx, draft.categoryId)
  if (category === undefined || category.archivedAt !== null) return { kind: 'category_gone' }

  const { draftId, categoryId, place, description, urgency } = draft
  const ticket = await insertTicket(tx, {
    ...{ draftId, categoryId, place, description, urgency, now },
    authorId: author.id,
    filedBy: filer.id,
  })
  if (ticket === undefined) return { kind: 'filed_before', ticket: await getTicketByDraft(tx, draftId) }

  const details = { category_id: categoryId, urgency, author_id: author.id }
  await insertTicketEvent(tx, {
    ticketId: ticket.id,
    at: now,
    actorId: filer.id,
    kind: 'file',
    fromStatus: null,
    toStatus: 'new',
    details,
  })
  await insertDescriptionParts(tx, ticket.id, filer.telegramId, draft.parts)
  const attachmentIds = await insertAttachments(tx, ticket.id, filer.id, draft.attachments, now)
  await tellFiled(tx, ticket, { author, filer, category })
  await offerTicket(tx, settings, ticket, attachmentIds)
  return { kind: 'filed', ticket }
}
