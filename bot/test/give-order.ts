import sql from 'sql-template-tag'
import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, offers, press, says } from './chat.ts'
import { type School, startSchool } from './school.ts'

/** Wednesday morning in the school. */
export const wednesday = new Date('2026-11-18T09:00:00+03:00')
/** When people go home the day after. */
export const tomorrow = new Date('2026-11-19T18:00:00+03:00')

/** Three teachers and two specialists, on Wednesday. */
export async function startSchoolOfFive(): Promise<School> {
  const school = await startSchool({ now: () => wednesday })
  for (const name of ['Анна', 'Борис', 'Вера']) await school.person(name, 'staff')
  for (const name of ['Глеб', 'Денис']) await school.person(name, 'specialist')
  return school
}

export interface StoredOrder {
  doer: string
  helpers: string[]
  text: string
  importance: string
  deadline: Date
  files: number
}

/** The orders that a person gave, oldest first. */
export function ordersOf(school: School, giver: PersonDriver): Promise<StoredOrder[]> {
  return school.db.many<StoredOrder>(sql`
    select d.name as doer, t.text, t.importance, t.deadline,
      array(select h.name from task_co_doer c join person h on h.id = c.person_id
        where c.task_id = t.id order by h.name) as helpers,
      (select count(*) from task_attachment a where a.task_id = t.id and a.message_id is null) as files
    from task t join person g on g.id = t.creator_id join person d on d.id = t.responsible_id
    where g.telegram_id = ${giver.id} order by t.id`)
}

/** In how many batches the orders of a person were given. */
export async function batchesOf(school: School, giver: PersonDriver): Promise<number> {
  const { batches } = await school.db.one<{ batches: number }>(sql`
    select count(*) as batches from task_batch b join person g on g.id = b.creator_id
    where g.telegram_id = ${giver.id}`)
  return batches
}

/** Begins an order and comes as far as the question whom it is for. */
export async function comeToPeople(giver: PersonDriver, text = 'Сдать журнал'): Promise<Message> {
  await ask(giver, '/task', 'Что нужно сделать')
  return ask(giver, text, 'Кому поручаем')
}

/** Comes as far as the question of the deadline, with one doer. */
export async function comeToDeadline(giver: PersonDriver, doer: string, text?: string): Promise<Message> {
  await comeToPeople(giver, text)
  return ask(giver, doer, 'К какому сроку')
}

/** Comes as far as the last look. */
export async function comeToCheck(giver: PersonDriver, doer: string, text?: string): Promise<Message> {
  await comeToDeadline(giver, doer, text)
  await press(giver, 'Завтра')
  return giver.waitFor(isCheck)
}

/** Whether a message is the last look at an order. */
export function isCheck(message: Message): boolean {
  return says('Проверьте')(message) && offers('Отправить')(message)
}

/** Sends what is on the last look, and waits for the receipt. */
export async function send(giver: PersonDriver): Promise<Message> {
  await press(giver, 'Отправить', isCheck)
  return giver.waitFor((message) => /✅ .*[Оо]тправлено/.test(message.text ?? ''), { since: 'start' })
}
