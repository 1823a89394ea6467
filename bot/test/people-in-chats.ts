import sql from 'sql-template-tag'
import type { Message } from '../../sandbox/src/driver.ts'
import type { School } from './school.ts'

/** A test of a message: whether it has these words. */
export const says = (part: string) => (message: Message) => message.text?.includes(part)

export interface PersonRow {
  id: number
  name: string
  role: string
  status: string
  language: string
  /** Whether the person is marked as one who cannot be written to. */
  isUnreachable: boolean
}

export function personRow({ db }: School, telegramId: number): Promise<PersonRow | undefined> {
  return db.maybeOne<PersonRow>(sql`
    select id, name, role, status, language, unreachable_since is not null as "isUnreachable"
    from person where telegram_id = ${telegramId}`)
}
