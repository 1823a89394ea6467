import { lateNotices } from './reminder-notices.ts'
import type { TaskChange } from './task-change.ts'
import type { TaskNotice, TaskParties } from './task-notice.ts'
import type { TaskSettings } from './task-settings.ts'

/** What the giver learns; every action is here, so that none can be forgotten. */
export function giverNotices(change: TaskChange, parties: TaskParties, settings: TaskSettings): TaskNotice[] {
  const { action, actor, after, at, moveRequest, text = '' } = change
  const { id, deadline } = after
  const who = actor?.name ?? ''
  const tell = (notice: Omit<TaskNotice, 'to'>): TaskNotice[] =>
    parties.givers.map((to) => ({ ...notice, to }))
  const when = (of: Date) => ({ at: of, now: at, timezone: settings.timezone })
  switch (action) {
    case 'acknowledge':
      return tell({ text: (words, ref) => words.acknowledged(id, ref, who, when(deadline)) })
    case 'ask_to_move':
      return tell({
        text: (words, ref) =>
          words.moveAsked(id, ref, who, text, when(moveRequest?.wanted ?? deadline), when(deadline)),
        actions: ['grant_move', 'refuse_move'],
      })
    case 'report':
      return tell({
        text: (words, ref) => words.reported(id, ref, who, text),
        actions: ['accept', 'return'],
      })
    case 'reassign':
      // who has it now to do himself got its card
      return tell({
        text: (words, ref) => words.givenToOther(id, ref, who, parties.doer?.name ?? ''),
      }).filter(({ to }) => to.id !== after.responsibleId)
    case 'comment':
      return tell({ text: (words, ref) => words.commented(id, ref, who, text) })
    case 'escalate':
      return lateNotices(change, parties, settings)
    case 'grant_move':
    case 'refuse_move':
    case 'move':
    case 'accept':
    case 'return':
    case 'cancel':
      // done by another director: who gave the order learns it
      return tell({ text: (words, ref) => words.doneByOther(id, ref, who, action) })
    case 'deliver':
    case 'remind':
    // releaseNotices
    case 'release':
      return []
    default:
      return action satisfies never
  }
}
