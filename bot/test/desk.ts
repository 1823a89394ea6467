import { randomUUID } from 'node:crypto'
import sql from 'sql-template-tag'
import { findPersonByTelegramId } from '../src/people/people-store.ts'
import type { Person, Role } from '../src/people/person.ts'
import type { Database } from '../src/platform/postgres.ts'
import { changeTicket, type TicketCommand } from '../src/tickets/change-ticket.ts'
import { type FinishedDraft, fileTicket } from '../src/tickets/file-ticket.ts'
import type { Ticket } from '../src/tickets/ticket.ts'
import type { TicketSettings } from '../src/tickets/ticket-settings.ts'

/** A help desk without Telegram: people and tickets in a database, made by the use cases themselves. */
export interface Desk {
  db: Database
  settings: TicketSettings
  person(name: string, role: Role, language?: 'ru' | 'en'): Promise<Person>
  file(filer: Person, draft: Partial<FinishedDraft>, now?: Date): Promise<Ticket>
  /** Fails when the change is refused. */
  change(command: TicketCommand): Promise<Ticket>
  /** Takes and resolves a ticket. */
  resolve(ticketId: number, by: Person, remark: string, now: Date): Promise<Ticket>
  /** Texts owed to a person, oldest first. */
  owedTo(person: Person): Promise<string[]>
}

export function createDesk(db: Database, changes: Partial<TicketSettings> = {}): Desk {
  const settings: TicketSettings = {
    supportChatId: undefined,
    reopenDays: 7,
    remindAfterWorkingDays: 3,
    closeAfterWorkingDays: 5,
    timezone: 'Europe/Moscow',
    botUsername: 'school_bot',
    ...changes,
  }
  let nextTelegramId = 5_000

  const desk: Desk = {
    db,
    settings,
    async person(name, role, language = 'ru') {
      const telegramId = nextTelegramId++
      await db.run(sql`
        insert into person (telegram_id, name, role, language) values (${telegramId}, ${name}, ${role}, ${language})`)
      const person = await findPersonByTelegramId(db, telegramId)
      if (person === undefined) throw new Error('the person is not there')
      return person
    },
    file: (filer, draft, now = new Date()) =>
      db.transaction(async (tx) => {
        const whole = {
          draftId: randomUUID(),
          authorId: filer.id,
          categoryId: 1,
          place: 'каб. 1',
          description: 'Не работает',
          parts: [],
          urgency: 'normal' as const,
          attachments: [],
          ...draft,
        }
        const filed = await fileTicket(tx, settings, filer, whole, now)
        if (filed.kind !== 'filed') throw new Error(`not filed: ${filed.kind}`)
        return filed.ticket
      }),
    change: (command) =>
      db.transaction(async (tx) => {
        const changed = await changeTicket(tx, settings, command)
        if (changed.kind !== 'changed') throw new Error(`${command.action}: ${changed.kind}`)
        return changed.change.after
      }),
    async resolve(ticketId, by, remark, now) {
      await desk.change({ ticketId, action: 'take', actor: by, now, changes: { assigneeId: by.id } })
      const message = { kind: 'resolution' as const, text: remark, source: undefined }
      return desk.change({
        ticketId,
        action: 'resolve',
        actor: by,
        now,
        changes: { resolution: remark },
        message,
      })
    },
    async owedTo(person) {
      const rows = await db.many<{ text: string }>(sql`
        select payload -> 'params' ->> 'text' as text from outbox
        where chat_id = ${person.telegramId} and kind = 'call' order by id`)
      return rows.map(({ text }) => text)
    },
  }
  return desk
}
