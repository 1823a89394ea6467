import { keepPerson } from '../people/people-store.ts'
import { may, type Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import { lockCalendar } from './calendar-store.ts'

/**
 * Who changes the calendar, when he may: nobody takes the right from him, and nobody else changes the calendar, until
 * the end of the transaction.
 */
export async function lockCalendarEditor(tx: Tx, personId: number): Promise<Person | undefined> {
  const person = await keepPerson(tx, personId)
  if (person === undefined || !may(person, 'manage_calendar')) return undefined
  await lockCalendar(tx)
  return person
}
