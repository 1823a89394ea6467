import type { Tx } from '../platform/postgres.ts'
import { queue } from '../telegram/outbox.ts'
import { recordAudit } from './audit-store.ts'
import { owedWithMenu } from './command-menu.ts'
import { lockManagedPerson, type ManageRefusal } from './lock-managed-person.ts'
import { noticeTexts } from './notice-texts.ts'
import type { PeopleDeps } from './people-deps.ts'
import { updatePerson } from './people-store.ts'
import { may, type Person, type Role } from './person.ts'
import type { Work } from './work.ts'

export type RoleChange =
  | ManageRefusal
  | { kind: 'last_admin' }
  | { kind: 'unchanged'; person: Person }
  | { kind: 'changed'; person: Person; moved: Work }

/** Gives a person another role. Tickets that the new role may not work on go back to the queue. */
export async function changeRole(
  tx: Tx,
  { menu, work }: Pick<PeopleDeps, 'menu' | 'work'>,
  command: { actorId: number; personId: number; role: Role; now: Date },
): Promise<RoleChange> {
  const { role, now } = command
  const managed = await lockManagedPerson(tx, command.actorId, command.personId)
  if (managed.kind !== 'ready') return managed
  const { actor, person: before, isLastAdmin } = managed
  if (before.role === role) return { kind: 'unchanged', person: before }
  if (isLastAdmin) return { kind: 'last_admin' }

  const person = await updatePerson(tx, before.id, { role })
  await recordAudit(
    tx,
    {
      actorId: actor.id,
      action: 'person.role_changed',
      subjectKind: 'person',
      subjectId: person.id,
      details: { from: before.role, to: role },
    },
    now,
  )
  const loses = may(before, 'work_on_tickets') && !may(person, 'work_on_tickets')
  const moved: Work = loses
    ? await work.handOverWork(tx, { from: before, to: null, actor, reason: 'role', now })
    : {}
  if (person.status === 'active') {
    await queue(
      tx,
      owedWithMenu(menu, person, noticeTexts[person.language].roleChanged(person, moved.tickets ?? 0)),
    )
  }
  return { kind: 'changed', person, moved }
}
