import { after, beforeEach } from 'node:test'
import sql from 'sql-template-tag'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import type { Person } from '../src/people/person.ts'
import type { Ticket, TicketAction, Urgency } from '../src/tickets/ticket.ts'
import type { TicketChanges } from '../src/tickets/tickets-store.ts'
import { watchClocks } from '../src/tickets/watch/clocks-job.ts'
import { createTestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'

export const moscow = (text: string) => new Date(`${text}+03:00`)

/** A help desk on a working week of five days from 8 to 18, whose clocks the test reads at times of its choice. */
export interface ClockDesk {
  desk: Desk
  teacher: Person
  ivan: Person
  /** Reads English. */
  anna: Person
  admin: Person
  /** Two replicas run the job at once, at each of these times. */
  runAt(...times: string[]): Promise<void>
  file(at: string, urgency?: Urgency): Promise<Ticket>
  act(
    ticket: Ticket,
    action: TicketAction,
    actor: Person,
    at: string,
    changes?: TicketChanges,
  ): Promise<Ticket>
  /** Ivan takes the ticket. */
  take(ticket: Ticket, at: string): Promise<Ticket>
  /** What the system noted in the history. */
  notedOf(ticket: Ticket): Promise<string[]>
  /** What a person was told of clocks, without its marks. */
  toldTo(person: Person): Promise<string[]>
  forgetOwed(): Promise<void>
}

/** One for a test file. Tickets of an earlier test are cancelled, and what was owed for them is forgotten. */
export async function useClockDesk(): Promise<ClockDesk> {
  const database = await createTestDatabase()
  after(() => database[Symbol.asyncDispose]())
  const { db } = database
  const byDay = { opens: 480, closes: 1080 }
  await ensureCalendar(db, {
    timezone: 'Europe/Moscow',
    week: [byDay, byDay, byDay, byDay, byDay, null, null],
  })
  const desk = createDesk(db)
  const ivan = await desk.person('Иван', 'specialist')
  const clockDesk: ClockDesk = {
    desk,
    ivan,
    teacher: await desk.person('Мария Ивановна', 'staff'),
    anna: await desk.person('Anna', 'specialist', 'en'),
    admin: await desk.person('Ольга', 'admin'),
    async runAt(...times) {
      for (const at of times) {
        const deps = { db, settings: desk.settings, now: () => moscow(at) }
        await Promise.all([watchClocks(deps), watchClocks(deps)])
      }
    },
    file: (at, urgency = 'normal') => desk.file(clockDesk.teacher, { urgency }, moscow(at)),
    act(ticket, action, actor, at, changes = {}) {
      const message = { kind: 'comment' as const, text: 'слова', source: undefined }
      return desk.change({ ticketId: ticket.id, action, actor, now: moscow(at), changes, message })
    },
    take: (ticket, at) => clockDesk.act(ticket, 'take', ivan, at, { assigneeId: ivan.id }),
    async notedOf({ id }) {
      const rows = await db.many<{ kind: string }>(sql`
        select kind from ticket_event where ticket_id = ${id} and actor_id is null order by id`)
      return rows.map(({ kind }) => kind)
    },
    async toldTo(person) {
      const told = (await desk.owedTo(person)).filter((text) => /^[⏳❗]/u.test(text))
      return told.map((text) => text.replaceAll(/<[^>]+>/g, ''))
    },
    async forgetOwed() {
      await db.run(sql`delete from outbox`)
    },
  }
  beforeEach(async () => {
    await db.run(sql`update ticket set status = 'cancelled' where status not in ('closed', 'cancelled')`)
    await clockDesk.forgetOwed()
  })
  return clockDesk
}
