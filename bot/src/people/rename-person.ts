import type { Tx } from '../platform/postgres.ts'
import { queueMessages } from '../telegram/outbox.ts'
import { recordAudit } from './audit-store.ts'
import { lockManagedPerson, type ManageRefusal } from './lock-managed-person.ts'
import { noticeTexts } from './notice-texts.ts'
import { lockPerson, updatePerson } from './people-store.ts'
import type { Person } from './person.ts'
import { personNameFrom } from './person-name.ts'

export type Renaming =
  | ManageRefusal
  | { kind: 'not_a_name' }
  | { kind: 'unchanged'; person: Person }
  | { kind: 'renamed'; person: Person }

/** Calls a person differently: everybody may rename himself, an admin anybody; who is renamed by another is told. */
export async function renamePerson(
  tx: Tx,
  command: { actorId: number; personId: number; typed: string; now: Date },
): Promise<Renaming> {
  const { actorId, now } = command
  const before = await lockRenamed(tx, actorId, command.personId)
  if ('kind' in before) return before
  const name = personNameFrom(command.typed)
  if (name === undefined) return { kind: 'not_a_name' }
  if (name === before.name) return { kind: 'unchanged', person: before }

  const person = await updatePerson(tx, before.id, { name })
  await recordAudit(
    tx,
    {
      actorId,
      action: 'person.renamed',
      subjectKind: 'person',
      subjectId: person.id,
      details: { from: before.name, to: name },
    },
    now,
  )
  if (actorId !== person.id && person.status === 'active') {
    await queueMessages(tx, [
      { chatId: person.telegramId, text: noticeTexts[person.language].renamed(person) },
    ])
  }
  return { kind: 'renamed', person }
}

async function lockRenamed(tx: Tx, actorId: number, personId: number): Promise<Person | ManageRefusal> {
  if (actorId === personId) {
    const self = await lockPerson(tx, personId)
    return self?.status === 'active' ? self : { kind: 'forbidden' }
  }
  const managed = await lockManagedPerson(tx, actorId, personId)
  return managed.kind === 'ready' ? managed.person : managed
}
