import { reminderNotices } from './reminder-notices.ts'
import { isOwed } from './task.ts'
import type { TaskChange } from './task-change.ts'
import type { TaskNotice, TaskParties } from './task-notice.ts'
import type { TaskSettings } from './task-settings.ts'

/** What the doer and his co-doers learn; every action is here, so that none can be forgotten. */
export function doerNotices(change: TaskChange, parties: TaskParties, settings: TaskSettings): TaskNotice[] {
  const { doer, doerBefore, coDoers } = parties
  const { action, actor, after, at, text = '' } = change
  const { id, deadline } = after
  const who = actor?.name ?? ''
  const toAll = (notice: Omit<TaskNotice, 'to'>): TaskNotice[] => {
    const shared = coDoers.map((to): TaskNotice => ({ to, text: notice.text }))
    return doer ? [{ ...notice, to: doer }, ...shared] : shared
  }
  const when = (of: Date) => ({ at: of, now: at, timezone: settings.timezone })
  switch (action) {
    case 'grant_move':
      return toAll({ text: (words, ref) => words.moveGranted(id, ref, who, when(deadline)) })
    case 'refuse_move':
      return toAll({ text: (words, ref) => words.moveRefused(id, ref, who, text, when(deadline)) })
    case 'move':
      return toAll({ text: (words, ref) => words.moved(id, ref, who, when(deadline)) })
    case 'accept':
      return toAll({ text: (words, ref) => words.accepted(id, ref, who) })
    case 'return':
      return toAll({
        text: (words, ref) => words.returned(id, ref, who, text, when(deadline)),
        actions: ['report', 'ask_to_move'],
      })
    case 'cancel':
      return toAll({ text: (words, ref) => words.cancelled(id, ref, who, text) })
    case 'comment':
      return toAll({ text: (words, ref) => words.commented(id, ref, who, text) })
    case 'remind':
      return reminderNotices(change, parties, settings)
    case 'reassign':
      return doerBefore && doerBefore.id !== after.responsibleId && isOwed(after.status)
        ? [{ to: doerBefore, text: (words, ref) => words.takenFromYou(id, ref, who), isLast: true }]
        : []
    case 'deliver':
    case 'acknowledge':
    case 'ask_to_move':
    case 'report':
    case 'escalate':
    // releaseNotices
    case 'release':
      return []
    default:
      return action satisfies never
  }
}
