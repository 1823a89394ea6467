import type { Tx } from '../platform/postgres.ts'
import { keepPerson } from './people-store.ts'
import { may, type Person, type Right } from './person.ts'

/** The person, when he has this right now: nobody takes it from him until the end of the transaction. */
export async function keepWhoMay(tx: Tx, personId: number, right: Right): Promise<Person | undefined> {
  const person = await keepPerson(tx, personId)
  return person && may(person, right) ? person : undefined
}
