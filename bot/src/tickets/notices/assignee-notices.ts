import type { TicketChange } from '../ticket-change.ts'
import { type Notice, openRow, type Parties, workRow } from './ticket-notice.ts'

/** What the one who works on the ticket learns, or worked on it until now. */
export function assigneeNotices(change: TicketChange, { assignee, assigneeBefore }: Parties): Notice[] {
  const { action, after, actor } = change
  const text = change.text ?? ''
  const who = actor?.name ?? ''
  const { id } = after
  const tell = (text: Notice['text'], to = assignee): Notice[] =>
    to ? [{ to, text, buttons: openRow(after) }] : []
  const tellWork = (text: Notice['text']): Notice[] =>
    tell(text).map((notice) => ({ ...notice, buttons: workRow(after) }))
  switch (action) {
    case 'answer':
      return tellWork((words) => words.answered(id, who, text))
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
      return tellWork((words) => words.rejected(id, who, text))
    case 'rate':
      return tell((words) => words.rated(id, after.rating ?? 0))
    case 'reopen':
      return tellWork((words) => words.reopened(id, who, text))
    case 'close_silently':
      return tell((words) => words.closedSilently(id))
    case 'take':
    // clock-notices.ts
    case 'warn_response':
    case 'warn_resolution':
    case 'breach_response':
    case 'breach_resolution':
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
