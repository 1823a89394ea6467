import { formatNearMoment } from '../../platform/format-date.ts'
import type { Database } from '../../platform/postgres.ts'
import { type OwedMessage, queueMessages } from '../../telegram/outbox.ts'
import { may, type Person } from '../person.ts'
import { listTold, lockPeopleByTelegramId, noteTold } from './restored-store.ts'
import { restoredTexts } from './restored-texts.ts'

export interface Restored {
  /** Of those who were in the bot after the copy was made. */
  telegramIds: readonly number[]
  /** Of which moment the copy is. */
  takenAt: Date
  timezone: string
  now: Date
}

export interface ToldOfRestore {
  queued: number
  /** Told before, of the same copy. */
  before: number
  /** Blocked, or not with the school any more. */
  withoutAccess: number
  unknown: number
}

/** So many messages a statement: all in one would come near its time limit on a slow machine. */
const batch = 500

/**
 * Owes everybody who is in a message that the database was restored from a copy, all or none of them. Nobody gets it
 * twice for one copy: the audit has a note of each who was told. A further restore of the same copy takes the notes away
 * with all else, and tells anew.
 */
export async function tellRestored(
  db: Database,
  { telegramIds, takenAt, timezone, now }: Restored,
): Promise<ToldOfRestore> {
  return db.transaction(async (tx) => {
    const known = await lockPeopleByTelegramId(tx, telegramIds)
    const active = known.filter(({ status }) => status === 'active')
    const told = await listTold(
      tx,
      active.map(({ id }) => id),
      takenAt,
    )
    const left = active.filter(({ id }) => !told.has(id))
    const messages = left.map((person) => messageTo(person, { takenAt, timezone, now }))
    for (let i = 0; i < messages.length; i += batch) await queueMessages(tx, messages.slice(i, i + batch))
    await noteTold(
      tx,
      left.map(({ id }) => id),
      takenAt,
      now,
    )
    return {
      queued: left.length,
      before: told.size,
      withoutAccess: known.length - active.length,
      unknown: telegramIds.length - known.length,
    }
  })
}

type Reader = Pick<Person, 'telegramId' | 'language' | 'role' | 'status'>

function messageTo(
  reader: Reader,
  { takenAt, timezone, now }: Pick<Restored, 'takenAt' | 'timezone' | 'now'>,
): OwedMessage {
  const lists = ['/my', ...(may(reader, 'work_on_tickets') ? ['/queue'] : []), '/tasks']
  const moment = formatNearMoment(takenAt, now, reader.language, timezone)
  return { chatId: reader.telegramId, text: restoredTexts[reader.language].restored(moment, lists) }
}
