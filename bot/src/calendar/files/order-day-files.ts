import { keepPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { queue } from '../../telegram/outbox.ts'
import { dayFileKind, dayImportKind, type OwedDayFile, type OwedDayImport } from './owed-day-files.ts'

/** Orders a file of days: the worker makes it and sends it to the person. False when he may not have it. */
export function orderDayFile(tx: Tx, order: OwedDayFile): Promise<boolean> {
  return queueForEditor(tx, dayFileKind, order)
}

/** Has the worker fetch and read a file somebody sent. False when he may not change the calendar. */
export function orderDayImport(tx: Tx, order: OwedDayImport): Promise<boolean> {
  return queueForEditor(tx, dayImportKind, order)
}

async function queueForEditor(tx: Tx, kind: string, payload: OwedDayFile | OwedDayImport): Promise<boolean> {
  const person = await keepPerson(tx, payload.personId)
  if (person === undefined || !may(person, 'manage_calendar')) return false
  await queue(tx, [{ chatId: person.telegramId, kind, payload }])
  return true
}
