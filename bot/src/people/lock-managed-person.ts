import type { Tx } from '../platform/postgres.ts'
import { lockActiveAdmins, lockPerson } from './people-store.ts'
import type { Person } from './person.ts'

/** Why an admin cannot change a person at all. */
export type ManageRefusal = { kind: 'forbidden' } | { kind: 'not_found' }

export type ManagedPerson =
  | ManageRefusal
  | { kind: 'ready'; actor: Person; person: Person; isLastAdmin: boolean }

/**
 * Locks what a change of one person by an admin needs, and checks the right on fresh rows. All admins are locked, so
 * that two who act on each other at once come one after the other, and the second has no right any more.
 */
export async function lockManagedPerson(tx: Tx, actorId: number, personId: number): Promise<ManagedPerson> {
  const admins = await lockActiveAdmins(tx)
  const actor = admins.find(({ id }) => id === actorId)
  if (actor === undefined) return { kind: 'forbidden' }
  const person = await lockPerson(tx, personId)
  if (person === undefined) return { kind: 'not_found' }
  const isLastAdmin = admins.length === 1 && actor.id === person.id
  return { kind: 'ready', actor, person, isLastAdmin }
}
