import { reminderNoticeTexts } from './reminder-notice-texts.ts'
import type { Deadline } from './show-deadline.ts'
import type { TaskButtonAction } from './task-buttons.ts'
import type { TaskChange } from './task-change.ts'
import type { TaskNotice, TaskParties } from './task-notice.ts'
import type { TaskSettings } from './task-settings.ts'

/** The doer is reminded; who helps is not: one person answers for an order. */
export function reminderNotices(
  { after: { id, deadline }, at, moveRequest }: TaskChange,
  { doer }: TaskParties,
  { timezone }: TaskSettings,
): TaskNotice[] {
  if (doer === undefined) return []
  const hasAsked = moveRequest !== undefined
  const when: Deadline = { at: deadline, now: at, timezone }
  return [
    {
      to: doer,
      text: (_, ref, language) => reminderNoticeTexts[language].reminder(id, ref, when, hasAsked),
      actions: hasAsked ? ['report'] : ['report', 'ask_to_move'],
    },
  ]
}

/** Those who gave the order learn that it is late, later the other directors: nobody is told the same twice. */
export function lateNotices(
  { after: { id, deadline }, at, moveRequest, to }: TaskChange,
  { doer, givers, directors }: TaskParties,
  { timezone }: TaskSettings,
): TaskNotice[] {
  const others = directors.filter((director) => !givers.some((giver) => giver.id === director.id))
  const giver = to === 'directors' ? givers[0]?.name : undefined
  const wanted = moveRequest && moveRequest.wanted > at ? moveRequest.wanted : undefined
  const shown = (of: Date): Deadline => ({ at: of, now: at, timezone })
  const late = { doer: doer?.name, giver, wanted: wanted && shown(wanted) }
  return (to === 'directors' ? others : givers).map((to) => ({
    to,
    text: (_, ref, language) => reminderNoticeTexts[language].late(id, ref, shown(deadline), late),
    actions: actionsOn(doer !== undefined, wanted !== undefined),
  }))
}

function actionsOn(hasDoer: boolean, isAsked: boolean): TaskButtonAction[] {
  if (!hasDoer) return ['reassign']
  return isAsked ? ['grant_move', 'refuse_move'] : ['comment', 'move']
}
