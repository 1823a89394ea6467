import type { GroupDriver, Message, PersonDriver } from '../../sandbox/src/driver.ts'
import type { NewGroup } from '../../sandbox/src/group-driver.ts'
import { findPersonByTelegramId } from '../src/people/people-store.ts'
import type { Person } from '../src/people/person.ts'
import type { FinishedDraft } from '../src/tickets/file-ticket.ts'
import type { Ticket } from '../src/tickets/ticket.ts'
import { findTicket } from '../src/tickets/tickets-store.ts'
import { createDesk, type Desk } from './desk.ts'
import { type School, type SchoolOptions, startSchool } from './school.ts'

/** A school whose bot works for a group of specialists. */
export interface SchoolWithGroup {
  school: School
  group: GroupDriver
}

/** Starts a school, makes the group, and starts the bot again with the group in its configuration. */
export async function startSchoolWithGroup(
  given: Partial<NewGroup>,
  options: SchoolOptions = {},
): Promise<SchoolWithGroup> {
  const school = await startSchool(options)
  const group = await school.sandbox.group({ title: 'Специалисты', botIsAdmin: true, ...given })
  await school.stop()
  school.env['SUPPORT_CHAT_ID'] = String(group.id)
  await school.start()
  return { school, group }
}

export async function personOf(school: School, driver: PersonDriver): Promise<Person> {
  const person = await findPersonByTelegramId(school.db, driver.id)
  if (person === undefined) throw new Error(`${driver.firstName} is not of this school`)
  return person
}

/** Files a ticket past the dialogue; the running bot sends what is owed for it. */
export async function file(
  school: School,
  author: PersonDriver,
  draft: Partial<FinishedDraft> = {},
): Promise<Ticket> {
  return deskOf(school).file(await personOf(school, author), draft)
}

export function deskOf(school: School): Desk {
  const given = school.env['SUPPORT_CHAT_ID']
  return createDesk(school.db, { supportChatId: given === undefined ? undefined : Number(given) })
}

export async function ticketOf(school: School, id: number): Promise<Ticket> {
  const ticket = await findTicket(school.db, id)
  if (ticket === undefined) throw new Error(`no ticket ${id}`)
  return ticket
}

/** Whether a message is the card of the ticket, or another view of it. */
export function shows(ticketId: number, ...words: string[]): (message: Message) => boolean {
  return ({ text = '' }) =>
    text.includes(`Заявка №${ticketId} ·`) && words.every((word) => text.includes(word))
}
