import { actionButtons, starButtons } from '../ticket-buttons.ts'
import type { TicketChange } from '../ticket-change.ts'
import { type Notice, openRow, type Parties, verdictRows } from './ticket-notice.ts'

/** What the author learns; every action is here, so that none can be forgotten. */
export function authorNotices(change: TicketChange, { author, assignee }: Parties): Notice[] {
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
      return tell({ text: (words) => words.resolved(id, who, text), buttons: verdictRows(change) })
    case 'link_duplicate':
      return tell({ text: (words) => words.duplicate(id, after.duplicateOf ?? 0) })
    case 'cancel':
      return tell({ text: (words) => words.cancelled(id, who) })
    case 'remind':
      return tell({
        text: (words) => words.reminder(id, after.resolution ?? ''),
        buttons: verdictRows(change),
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
    // inside matters of the school
    case 'warn_response':
    case 'warn_resolution':
    case 'breach_response':
    case 'breach_resolution':
    case 'reject':
    case 'rate':
      return []
    default:
      return action satisfies never
  }
}
