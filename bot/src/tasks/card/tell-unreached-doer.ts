import { z } from 'zod'
import {
  findPerson,
  findPersonByTelegramId,
  listPeopleByRole,
  setUnreachable,
} from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type OutboxEntry, owedMessages, queue } from '../../telegram/outbox.ts'
import { isOpen, type Task } from '../task.ts'
import { openTaskButton, taskActionButtons } from '../task-buttons.ts'
import { taskNoticeTexts } from '../task-notice-texts.ts'
import { findTask } from '../tasks-store.ts'
import { unreachedDoerTexts } from './unreached-doer-texts.ts'
import { noteUnreachedDoer } from './unreached-doers-store.ts'

const aboutTask = z.union([
  z.object({ taskId: z.number() }),
  z.object({ about: z.object({ taskId: z.number() }) }),
])

/**
 * When the doer cannot be told about his order, its giver is told that, once for each order while it lasts: otherwise
 * he would wait for what nobody has heard of.
 */
export async function tellUnreachedDoer(
  tx: Tx,
  { chatId, payload }: Pick<OutboxEntry, 'chatId' | 'payload'>,
  now: Date,
): Promise<void> {
  const about = aboutTask.safeParse(payload)
  if (!about.success) return
  const task = await findTask(tx, 'about' in about.data ? about.data.about.taskId : about.data.taskId)
  if (task === undefined) return
  // the mark is what tells one such while from the next; whoever sets it first, it stays
  await setUnreachable(tx, chatId, now)
  const doer = await findPersonByTelegramId(tx, chatId)
  if (doer === undefined || doer.id !== task.responsibleId || !isOpen(task.status)) return
  const since = doer.unreachableSince ?? now
  if (!(await noteUnreachedDoer(tx, { taskId: task.id, personId: doer.id, since }))) return
  const givers = await giversOf(tx, task)
  await queue(
    tx,
    givers.filter(({ id }) => id !== doer.id).flatMap((giver) => owedWarning(giver, task, doer)),
  )
}

/** Who gave the order; the directors when he has gone. */
async function giversOf(tx: Tx, { creatorId }: Task): Promise<Person[]> {
  const creator = await findPerson(tx, creatorId)
  return creator?.status === 'active' ? [creator] : listPeopleByRole(tx, ['director'])
}

function owedWarning(giver: Person, { id: taskId, creatorId }: Task, doer: Person) {
  const { buttons } = taskNoticeTexts[giver.language]
  return owedMessages({
    chatId: giver.telegramId,
    text: unreachedDoerTexts[giver.language].unreached(taskId, doer.name),
    keyboard: {
      inline: [
        [{ text: buttons.reassign, data: taskActionButtons.reassign.pack({ taskId }) }],
        [{ text: buttons.open, data: openTaskButton.pack({ taskId }) }],
      ],
    },
    about: { taskId, overseen: giver.id !== creatorId },
  })
}
