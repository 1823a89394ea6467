import { releaseNoticeTexts } from './release-notice-texts.ts'
import type { TaskButtonAction } from './task-buttons.ts'
import type { TaskChange } from './task-change.ts'
import type { TaskNotice, TaskParties } from './task-notice.ts'

/**
 * What the others learn when an order passes on because somebody left: the giver that another does it, or nobody; the
 * new giver what waits for his word; the doer who takes his report now, and who helps him no more.
 */
export function releaseNotices(change: TaskChange, parties: TaskParties): TaskNotice[] {
  const { before, after } = change
  const { id } = after
  const { doer, givers, coDoerLeft } = parties
  const isOtherDoer = after.responsibleId !== before.responsibleId
  const isOtherGiver = after.creatorId !== before.creatorId
  // who has the order now to do himself got its card
  const toGivers = (notice: Omit<TaskNotice, 'to'>) =>
    givers.filter((to) => to.id !== after.responsibleId).map((to): TaskNotice => ({ ...notice, to }))
  const toDoer = (text: TaskNotice['text']): TaskNotice[] =>
    doer && !isOtherDoer ? [{ to: doer, text }] : []
  const notices: TaskNotice[] = []

  const waiting = waitingOf(change, isOtherDoer)
  const decisions = waiting ? actionsOn[waiting] : []
  if (isOtherDoer && after.responsibleId === null) {
    const text: TaskNotice['text'] = (_, ref, language) => releaseNoticeTexts[language].withoutDoer(id, ref)
    notices.push(...toGivers({ text, actions: [...decisions, 'reassign'] }))
  } else if (isOtherDoer) {
    const name = doer?.name ?? ''
    const text: TaskNotice['text'] = (_, ref, language) =>
      releaseNoticeTexts[language].otherDoer(id, ref, name)
    notices.push(...toGivers({ text, actions: decisions }))
  } else if (isOtherGiver && waiting) {
    const text: TaskNotice['text'] = (_, ref, language) =>
      releaseNoticeTexts[language].yourWord(id, ref, waiting)
    notices.push(...toGivers({ text, actions: decisions }))
  }
  const [giver] = givers
  if (isOtherGiver && giver) {
    notices.push(
      ...toDoer((_, ref, language) => releaseNoticeTexts[language].otherGiver(id, ref, giver.name)),
    )
  }
  if (coDoerLeft) {
    notices.push(
      ...toDoer((_, ref, language) => releaseNoticeTexts[language].withoutHelper(id, ref, coDoerLeft.name)),
    )
  }
  return notices
}

const actionsOn: Record<'report' | 'move', readonly TaskButtonAction[]> = {
  report: ['accept', 'return'],
  move: ['grant_move', 'refuse_move'],
}

/** What waits for the word of the giver; a new doer has asked for nothing yet. */
function waitingOf({ after, moveRequest }: TaskChange, isOtherDoer: boolean): 'report' | 'move' | undefined {
  if (after.status === 'reported') return 'report'
  return moveRequest && !isOtherDoer ? 'move' : undefined
}
