import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Attachment } from '../../telegram/incoming.ts'
import type { AuthorWordAction } from '../author-dialogue.ts'
import { type Changed, changeTicket } from '../change-ticket.ts'
import { refusalOf } from '../ticket.ts'
import type { MessageSource, TicketMessageKind } from '../ticket-messages-store.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { lockTicket } from '../tickets-store.ts'

export interface Writing {
  ticketId: number
  action: AuthorWordAction
  /** With `reject`: the resolution that is returned; left out: the last. */
  resolutionNo?: number | undefined
  actor: Person
  now: Date
  text: string | undefined
  files: readonly Attachment[]
  /** Stands in for the words of an answer that is files alone. */
  onlyFiles: string
  source: MessageSource
}

const messageKinds: Record<AuthorWordAction, TicketMessageKind> = {
  answer: 'answer',
  comment: 'comment',
  reject: 'return_reason',
  reopen: 'return_reason',
}

/** Writes words or files to a ticket. What an author adds while the ticket waits for him is the answer. */
export async function writeToTicket(tx: Tx, settings: TicketSettings, writing: Writing): Promise<Changed> {
  const { ticketId, resolutionNo, actor, now, files, source } = writing
  const action = await actionNow(tx, settings, writing)
  const text = writing.text ?? (action === 'comment' ? undefined : writing.onlyFiles)
  return changeTicket(tx, settings, {
    ...{ ticketId, action, resolutionNo, actor, now, attachments: files },
    ...(text === undefined ? {} : { message: { kind: messageKinds[action], text, source } }),
  })
}

/** The ticket may have gone on since the words were asked for. */
async function actionNow(
  tx: Tx,
  { reopenDays }: TicketSettings,
  { ticketId, action, actor, now }: Writing,
): Promise<AuthorWordAction> {
  if (action !== 'answer' && action !== 'comment') return action
  const ticket = await lockTicket(tx, ticketId)
  const isAwaited = ticket && refusalOf(ticket, 'answer', actor, { now, reopenDays }) === undefined
  return isAwaited ? 'answer' : 'comment'
}
