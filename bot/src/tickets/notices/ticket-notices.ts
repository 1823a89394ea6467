import { findPerson } from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type Owed, queue } from '../../telegram/outbox.ts'
import { owedCard, owedFiles } from '../cards/queue-cards.ts'
import type { Category } from '../categories/category.ts'
import type { Ticket } from '../ticket.ts'
import type { TicketChange } from '../ticket-change.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { assigneeNotices } from './assignee-notices.ts'
import { authorNotices } from './author-notices.ts'
import { owedOfClocks } from './clock-notices.ts'
import { owedToDuplicates } from './duplicate-notices.ts'
import { owedToQueue } from './queue-notices.ts'
import { isOfAuthor, type Notice, openRow, owedNotice, type Parties } from './ticket-notice.ts'

/** The receipt, and a word to the author of a ticket that somebody else filed for him. */
export async function tellFiled(
  tx: Tx,
  ticket: Ticket,
  { author, filer, category }: { author: Person; filer: Person; category: Category },
): Promise<void> {
  const notices: Notice[] = [
    {
      to: filer,
      text: (words) =>
        words.filed(ticket.id, ticket.place, `${category.emoji} ${category.name[filer.language]}`),
      buttons: openRow(ticket),
    },
  ]
  if (author.id !== filer.id) {
    notices.push({
      to: author,
      text: (words) => words.filedForYou(ticket.id, filer.name, ticket.place),
      buttons: openRow(ticket),
    })
  }
  await queue(
    tx,
    notices.flatMap((notice) => owedNotice(notice, ticket.id)),
  )
}

/** Tells everybody concerned what was done, but not the one who did it, and sends files where they belong. */
export async function tellChange(tx: Tx, settings: TicketSettings, change: TicketChange): Promise<void> {
  const { after, before } = change
  const parties: Parties = {
    author: await findPerson(tx, after.authorId),
    filer: after.filedBy === after.authorId ? undefined : await findPerson(tx, after.filedBy),
    assignee: after.assigneeId === null ? undefined : await findPerson(tx, after.assigneeId),
    assigneeBefore: before.assigneeId === null ? undefined : await findPerson(tx, before.assigneeId),
  }
  await queue(tx, [
    ...noticesOf(change, parties).flatMap((notice) => owedNotice(notice, after.id)),
    ...assigneeCard(change, parties),
    ...filesOf(change, parties),
    ...(change.action === 'comment' && after.status === 'new' ? await owedToQueue(tx, settings, change) : []),
    ...(change.action === 'resolve' ? await owedToDuplicates(tx, change) : []),
    ...(await owedOfClocks(tx, settings, change, parties)),
  ])
}

/** Files go to the other side. */
function filesOf({ actor, after, attachmentIds }: TicketChange, { author, assignee }: Parties): Owed[] {
  const reader = isOfAuthor(after, actor) ? assignee : author
  if (attachmentIds.length === 0 || reader === undefined || reader.id === actor?.id) return []
  return [owedFiles(reader.telegramId, { ticketId: after.id, attachmentIds })]
}

/** Who has just got the ticket needs its card, at the end of the chat where he sees it. */
function assigneeCard({ action, before, after }: TicketChange, { assignee }: Parties): Owed[] {
  if (assignee === undefined || after.assigneeId === before.assigneeId) return []
  // who took it from a card in private has it before his eyes: that card is edited
  return [owedCard(assignee.telegramId, { ticketId: after.id, fresh: action !== 'take' })]
}

function noticesOf(change: TicketChange, parties: Parties): Notice[] {
  const { actor, after } = change
  const all = [...authorNotices(change, parties), ...assigneeNotices(change, parties)]
  const filerToo = parties.filer === undefined || parties.filer.id === after.assigneeId ? [] : [parties.filer]
  // who filed for another is told what the author is told
  const forFiler = authorNotices(change, parties).flatMap((notice) =>
    filerToo.map((to) => ({ ...notice, to })),
  )
  // one person may be several of the parties: one message is enough
  return [...new Map([...all, ...forFiler].toReversed().map((notice) => [notice.to.id, notice])).values()]
    .toReversed()
    .filter(({ to }) => to.id !== actor?.id && to.status === 'active')
}
