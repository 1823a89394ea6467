import sql from 'sql-template-tag'
import type { School } from './school.ts'

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
