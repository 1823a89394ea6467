import type { Tx } from '../platform/postgres.ts'
import { owedMessages, queue } from '../telegram/outbox.ts'
import { recordAudit } from './audit-store.ts'
import { owedNoCommandMenu } from './command-menu.ts'
import { lockManagedPerson, type ManageRefusal } from './lock-managed-person.ts'
import { noticeTexts } from './notice-texts.ts'
import type { PeopleDeps } from './people-deps.ts'
import { lockPerson, updatePerson } from './people-store.ts'
import type { Person } from './person.ts'
import { isNoWork, type Work } from './work.ts'

export type Offboarding =
  | ManageRefusal
  | { kind: 'last_admin' }
  | { kind: 'left_already'; person: Person }
  /** Who was chosen cannot take work: not here any more, or of another role by now. */
  | { kind: 'wrong_receiver' }
  | { kind: 'offboarded'; person: Person; receiver: Person | null; moved: Work }

/** Parts with somebody who leaves the school: his access ends and his work goes on, in one transaction. */
export async function offboardPerson(
  tx: Tx,
  { work }: Pick<PeopleDeps, 'work'>,
  command: { actorId: number; personId: number; receiverId: number | null; now: Date },
): Promise<Offboarding> {
  const { receiverId, now } = command
  const managed = await lockManagedPerson(tx, command.actorId, command.personId)
  if (managed.kind !== 'ready') return managed
  const { actor, person: before, isLastAdmin } = managed
  if (before.status === 'left') return { kind: 'left_already', person: before }
  if (isLastAdmin) return { kind: 'last_admin' }
  const receiver = receiverId === null ? null : await lockPerson(tx, receiverId)
  if (receiver === undefined || receiver?.id === before.id) return { kind: 'wrong_receiver' }
  if (receiver && receiver.status !== 'active') return { kind: 'wrong_receiver' }
  if (receiver && !work.canTake(receiver, await work.countOpenWork(tx, before.id))) {
    return { kind: 'wrong_receiver' }
  }

  // who comes back one day comes as a newcomer
  const person = await updatePerson(tx, before.id, { status: 'left', givesTasks: false })
  const moved = await work.handOverWork(tx, { from: before, to: receiver, actor, reason: 'left', now })
  await recordAudit(
    tx,
    {
      actorId: actor.id,
      action: 'person.left',
      subjectKind: 'person',
      subjectId: person.id,
      details: { from: before.status, to: 'left', receiver: receiver?.id ?? null, ...moved },
    },
    now,
  )
  // who accepts orders from now on is told with them
  const { given: _, ...received } = moved
  await queue(tx, [
    ...owedMessages({
      chatId: person.telegramId,
      text: noticeTexts[person.language].left(person),
      keyboard: { remove: true },
    }),
    owedNoCommandMenu(person),
    ...(receiver && !isNoWork(received)
      ? owedMessages({
          chatId: receiver.telegramId,
          text: noticeTexts[receiver.language].workReceived(person, received),
        })
      : []),
  ])
  return { kind: 'offboarded', person, receiver, moved }
}
