import type { Tx } from '../platform/postgres.ts'
import { type Owed, owedMessages, queue } from '../telegram/outbox.ts'
import { recordAudit } from './audit-store.ts'
import { owedNoCommandMenu, owedWithMenu } from './command-menu.ts'
import { lockManagedPerson, type ManageRefusal } from './lock-managed-person.ts'
import { noticeTexts } from './notice-texts.ts'
import type { PeopleDeps } from './people-deps.ts'
import { updatePerson } from './people-store.ts'
import type { Person } from './person.ts'
import type { Work } from './work.ts'

export type AccessChange =
  | ManageRefusal
  | { kind: 'last_admin' }
  | { kind: 'unchanged'; person: Person }
  | { kind: 'changed'; person: Person; moved: Work }

/**
 * Shuts a person out for a while, or lets somebody back in who was shut out or had left. Whose access is closed gives
 * back what he had to do.
 */
export async function changeAccess(
  tx: Tx,
  { menu, work }: Pick<PeopleDeps, 'menu' | 'work'>,
  command: { actorId: number; personId: number; to: 'active' | 'blocked'; now: Date },
): Promise<AccessChange> {
  const { to, now } = command
  const managed = await lockManagedPerson(tx, command.actorId, command.personId)
  if (managed.kind !== 'ready') return managed
  const { actor, person: before, isLastAdmin } = managed
  if (before.status === to) return { kind: 'unchanged', person: before }
  if (isLastAdmin) return { kind: 'last_admin' }

  const person = await updatePerson(tx, before.id, { status: to })
  await recordAudit(
    tx,
    {
      actorId: actor.id,
      action: to === 'blocked' ? 'person.blocked' : 'person.let_back',
      subjectKind: 'person',
      subjectId: person.id,
      details: { from: before.status, to },
    },
    now,
  )
  const moved: Work =
    before.status === 'active'
      ? await work.handOverWork(tx, { from: before, to: null, actor, reason: 'blocked', now })
      : {}
  await queue(tx, to === 'blocked' ? shutOut(person) : letBack(person))
  return { kind: 'changed', person, moved }

  function letBack(back: Person): Owed[] {
    return owedWithMenu(menu, back, noticeTexts[back.language].letBack(back))
  }
}

/** What somebody gets who loses his access: the words, and no buttons that would not work any more. */
function shutOut(person: Person): Owed[] {
  const text = noticeTexts[person.language].blocked
  return [
    ...owedMessages({ chatId: person.telegramId, text, keyboard: { remove: true } }),
    owedNoCommandMenu(person),
  ]
}
