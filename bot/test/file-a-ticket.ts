import sql from 'sql-template-tag'
import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, offers, press, says } from './chat.ts'
import type { School } from './school.ts'

export interface StoredTicket {
  place: string
  description: string
  urgency: string
}

/** The tickets that a person filed, oldest first. */
export function ticketsOf(school: School, person: PersonDriver): Promise<StoredTicket[]> {
  return school.db.many<StoredTicket>(sql`
    select place, description, urgency from ticket t join person p on p.id = t.filed_by
    where p.telegram_id = ${person.id} order by t.id`)
}

export async function statusOf(school: School, ticketId: number): Promise<string> {
  const { status } = await school.db.one<{ status: string }>(sql`
    select status from ticket where id = ${ticketId}`)
  return status
}

/** Begins a ticket and comes as far as the question what is wrong. */
export async function comeToDescription(person: PersonDriver, place = 'Кабинет 204'): Promise<Message> {
  await person.send('/new')
  await press(person, 'Принтеры')
  await person.waitFor(says('Где это'))
  return ask(person, place, 'Что случилось')
}

/** Begins a ticket and comes as far as the check card. */
export async function comeToCheck(person: PersonDriver, description = 'Не печатает'): Promise<Message> {
  await comeToDescription(person)
  await ask(person, description, 'Насколько это срочно')
  await press(person, 'важно')
  return person.waitFor(offers('Отправить'), { since: 'start' })
}

/** Presses «Отправить» on the check card and gives the number of the ticket. */
export async function send(person: PersonDriver): Promise<number> {
  await press(person, 'Отправить')
  const receipt = await person.waitFor(says('принята'), { since: 'start' })
  return Number(/№(\d+)/.exec(receipt.text ?? '')?.[1])
}

/** Files a ticket through the dialogue and gives its number. */
export async function fileTicket(person: PersonDriver, description = 'Не печатает'): Promise<number> {
  await comeToCheck(person, description)
  return send(person)
}
