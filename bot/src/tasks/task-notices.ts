import { findPerson, listPeopleByRole } from '../people/people-store.ts'
import type { Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import { type Owed, queue } from '../telegram/outbox.ts'
import { doerNotices } from './doer-notices.ts'
import { giverNotices } from './giver-notices.ts'
import { releaseNotices } from './release-notices.ts'
import type { Task } from './task.ts'
import type { TaskChange } from './task-change.ts'
import { listTaskFiles } from './task-messages-store.ts'
import { owedTaskNotice, type TaskNotice, type TaskParties } from './task-notice.ts'
import { owedTaskCard, owedTaskFiles } from './task-outbox.ts'
import type { TaskSettings } from './task-settings.ts'
import { listCoDoerIds } from './tasks-store.ts'

/** Each doer and co-doer gets his order; the giver sees the receipt on his screen. */
export async function tellIssued(tx: Tx, giver: Person, tasks: readonly Task[]): Promise<void> {
  const owed: Owed[] = []
  for (const task of tasks) {
    const readers = [task.responsibleId, ...(await listCoDoerIds(tx, task.id))]
    for (const id of readers) owed.push(...(await owedOrder(tx, id, task)))
  }
  const [first] = tasks
  if (first) owed.push(...owedTaskNotice(receipt(giver, tasks, first), first))
  await queue(tx, owed)
}

/** Who gave several orders at once opens all of them. */
function receipt(to: Person, tasks: readonly Task[], { batchId }: Task): TaskNotice {
  const text: TaskNotice['text'] = (words, ref) => words.issued(tasks, ref)
  if (tasks.length === 1) return { to, text }
  return { to, text, opens: { view: 'batch', of: batchId, only: 'open', page: 0, outer: 0 } }
}

/** Tells everybody concerned what was done, but not the one who did it, and sends files where they belong. */
export async function tellTaskChange(tx: Tx, settings: TaskSettings, change: TaskChange): Promise<void> {
  const { after, before } = change
  const parties = await partiesOf(tx, change)
  // whoever parts with somebody acts as an admin, and may be the giver or the doer beside
  const isRelease = change.action === 'release'
  const notices = isRelease
    ? releaseNotices(change, parties)
    : [...doerNotices(change, parties, settings), ...giverNotices(change, parties, settings)]
  const about = { requestId: change.moveRequest?.id, reportNo: change.reports }
  const owed = onePerPerson(notices)
    .filter(({ to }) => isRelease || to.id !== change.actor?.id)
    .flatMap((notice) => [...owedTaskNotice(notice, after, about), ...owedFilesOf(change, notice.to)])
  const isGivenAnew = after.responsibleId !== before.responsibleId
  await queue(tx, [...owed, ...(isGivenAnew ? await owedOrder(tx, after.responsibleId, after) : [])])
}

/** The order itself and the files that were given with it. */
async function owedOrder(tx: Tx, personId: number | null, task: Task): Promise<Owed[]> {
  const person = personId === null ? undefined : await findPerson(tx, personId)
  if (person === undefined) return []
  const files = (await listTaskFiles(tx, task.id)).filter((file) => file.messageId === null)
  return [
    owedTaskCard(person.telegramId, { taskId: task.id }),
    ...(files.length > 0
      ? [owedTaskFiles(person.telegramId, { taskId: task.id, attachmentIds: files.map(({ id }) => id) })]
      : []),
  ]
}

function owedFilesOf({ after, attachmentIds }: TaskChange, to: Person): Owed[] {
  if (attachmentIds.length === 0) return []
  return [owedTaskFiles(to.telegramId, { taskId: after.id, attachmentIds: [...attachmentIds] })]
}

async function partiesOf(
  tx: Tx,
  { before, after, coDoerIds, coDoerLeftId }: TaskChange,
): Promise<TaskParties> {
  const active = async (id: number | null) => {
    const person = id === null ? undefined : await findPerson(tx, id)
    return person?.status === 'active' ? person : undefined
  }
  const coDoers: Person[] = []
  for (const id of coDoerIds) {
    const coDoer = await active(id)
    if (coDoer) coDoers.push(coDoer)
  }
  const directors = await listPeopleByRole(tx, ['director'])
  const creator = await active(after.creatorId)
  return {
    doer: await active(after.responsibleId),
    doerBefore: await active(before.responsibleId),
    coDoers,
    coDoerLeft: coDoerLeftId === undefined ? undefined : await findPerson(tx, coDoerLeftId),
    givers: creator ? [creator] : directors,
    directors,
  }
}

/** One person may be several of the parties: one message is enough, the first. */
function onePerPerson(notices: readonly TaskNotice[]): TaskNotice[] {
  return [...new Map(notices.toReversed().map((notice) => [notice.to.id, notice])).values()].toReversed()
}
