import { findPerson } from '../people/people-store.ts'
import type { Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import type { Html } from '../telegram/html.ts'
import type { Button } from '../telegram/keyboard.ts'
import { type Owed, owedMessages, queue } from '../telegram/outbox.ts'
import type { Category } from './categories-store.ts'
import type { TicketChange } from './change-ticket.ts'
import { owedCard, owedFiles } from './queue-cards.ts'
import type { Ticket } from './ticket.ts'
import { actionButtons, openButton, starButtons } from './ticket-buttons.ts'
import { noticeTexts } from './ticket-notice-texts.ts'

type Words = (typeof noticeTexts)['ru']

/** One message to one person. */
interface Notice {
  to: Person
  text: (words: Words) => Html
  buttons?: (words: Words) => Button[][]
}

/** The people around a ticket, as they are now. */
interface Parties {
  author: Person | undefined
  /** Who filed it, when that was not the author. */
  filer: Person | undefined
  assigneeBefore: Person | undefined
  assignee: Person | undefined
}

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
export async function tellChange(tx: Tx, change: TicketChange): Promise<void> {
  const { after, before, actor, attachmentIds } = change
  const parties: Parties = {
    author: await findPerson(tx, after.authorId),
    filer: after.filedBy === after.authorId ? undefined : await findPerson(tx, after.filedBy),
    assignee: after.assigneeId === null ? undefined : await findPerson(tx, after.assigneeId),
    assigneeBefore: before.assigneeId === null ? undefined : await findPerson(tx, before.assigneeId),
  }
  const owed = noticesOf(change, parties).flatMap((notice) => owedNotice(notice, after.id))
  owed.push(...assigneeCard(change, parties))
  if (attachmentIds.length > 0) {
    const byAuthorSide = actor?.id === after.authorId || actor?.id === after.filedBy
    const reader = byAuthorSide ? parties.assignee : parties.author
    if (reader && reader.id !== actor?.id)
      owed.push(owedFiles(reader.telegramId, { ticketId: after.id, attachmentIds }))
  }
  await queue(tx, owed)
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
  return [...all, ...forFiler].filter(({ to }) => to.id !== actor?.id && to.status === 'active')
}

/** What the author learns; every action is here, so that none can be forgotten. */
function authorNotices(change: TicketChange, { author, assignee }: Parties): Notice[] {
  const { action, after, before, actor } = change
  const text = change.text ?? ''
  const who = actor?.name ?? ''
  const { id } = after
  const tell = (notice: Omit<Notice, 'to'>): Notice[] =>
    author ? [{ to: author, buttons: openRow(after), ...notice }] : []
  switch (action) {
    case 'take':
      return tell({ text: (words) => words.taken(id, assignee?.name ?? who) })
    case 'ask':
      return tell({
        text: (words) => words.asked(id, who, text),
        buttons: (words) => [
          [{ text: words.buttons.answer, data: actionButtons.answer.pack({ ticketId: id }) }],
        ],
      })
    case 'comment':
      return text === ''
        ? tell({ text: (words) => words.filesAdded(id, who) })
        : tell({ text: (words) => words.commented(id, who, text) })
    case 'change_category':
      return tell({ text: (words) => words.categoryChanged(id) })
    case 'change_urgency':
      return tell({ text: (words) => words.urgencyChanged(id) })
    case 'hand_over':
      return tell({ text: (words) => words.handedOver(id, assignee?.name ?? '') })
    case 'return_to_queue':
      return tell({ text: (words) => words.returnedToQueue(id) })
    case 'resolve':
      return tell({ text: (words) => words.resolved(id, who, text), buttons: verdictRows(after) })
    case 'link_duplicate':
      return tell({ text: (words) => words.duplicate(id, after.duplicateOf ?? 0) })
    case 'cancel':
      return tell({ text: (words) => words.cancelled(id, who) })
    case 'remind':
      return tell({
        text: (words) => words.reminder(id, after.resolution ?? ''),
        buttons: verdictRows(after),
      })
    case 'close_silently':
      return tell({
        text: (words) => words.closedSilently(id),
        buttons: (words) => [
          starButtons(id),
          [{ text: words.buttons.reopen, data: actionButtons.reopen.pack({ ticketId: id }) }],
        ],
      })
    case 'release':
      if (before.status === 'resolved') return []
      return after.assigneeId === null
        ? tell({ text: (words) => words.returnedToQueue(id) })
        : tell({ text: (words) => words.released(id) })
    case 'confirm':
      return tell({ text: (words) => words.confirmed(id), buttons: () => [starButtons(id)] })
    case 'reopen':
      return tell({ text: (words) => words.reopened(id, who, text) })
    case 'answer':
    case 'edit':
    case 'note':
    case 'reject':
    case 'rate':
      return []
    default:
      return action satisfies never
  }
}

/** What the one who works on the ticket learns, or worked on it until now. */
function assigneeNotices(change: TicketChange, { assignee, assigneeBefore }: Parties): Notice[] {
  const { action, after, actor } = change
  const text = change.text ?? ''
  const who = actor?.name ?? ''
  const { id } = after
  const tell = (text: Notice['text'], to = assignee): Notice[] =>
    to ? [{ to, text, buttons: openRow(after) }] : []
  switch (action) {
    case 'answer':
      return tell((words) => words.answered(id, who, text))
    case 'comment':
      return tell((words) => (text === '' ? words.filesAdded(id, who) : words.commented(id, who, text)))
    case 'edit':
      return tell((words) => words.edited(id, who))
    case 'hand_over':
      return [
        ...tell((words) => words.handedToYou(id, who)),
        ...tell((words) => words.handedOver(id, assignee?.name ?? ''), assigneeBefore),
      ]
    case 'return_to_queue':
      return tell((words) => words.returnedToQueue(id), assigneeBefore)
    case 'resolve':
      // an admin may resolve what another works on
      return tell((words) => words.resolved(id, who, text))
    case 'link_duplicate':
      return tell((words) => words.duplicate(id, after.duplicateOf ?? 0))
    case 'cancel':
      return tell((words) => words.cancelled(id, who))
    case 'confirm':
      return tell((words) => words.confirmedToAssignee(id, who))
    case 'reject':
      return tell((words) => words.rejected(id, who, text))
    case 'rate':
      return tell((words) => words.rated(id, after.rating ?? 0))
    case 'reopen':
      return tell((words) => words.reopened(id, who, text))
    case 'close_silently':
      return tell((words) => words.closedSilently(id))
    case 'take':
    case 'ask':
    case 'note':
    // the card comes, and people/ tells the receiver how many there are
    case 'release':
    case 'change_category':
    case 'change_urgency':
    case 'remind':
      return []
    default:
      return action satisfies never
  }
}

const openRow =
  ({ id }: Ticket) =>
  (words: Words): Button[][] => [[{ text: words.buttons.open, data: openButton.pack({ ticketId: id }) }]]

const verdictRows =
  ({ id }: Ticket) =>
  (words: Words): Button[][] => [
    [{ text: words.buttons.confirm, data: actionButtons.confirm.pack({ ticketId: id }) }],
    [{ text: words.buttons.reject, data: actionButtons.reject.pack({ ticketId: id }) }],
  ]

function owedNotice({ to, text, buttons }: Notice, ticketId: number): Owed[] {
  const words = noticeTexts[to.language]
  return owedMessages({
    chatId: to.telegramId,
    text: text(words),
    ...(buttons ? { keyboard: { inline: buttons(words) } } : {}),
    about: { ticketId },
  })
}
