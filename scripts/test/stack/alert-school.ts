import { offers, press, says } from '../../../bot/test/chat.ts'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import { comeToDeadline, send } from '../../../bot/test/give-order.ts'
import { loopWords } from '../../../bot/test/loop-words.ts'
import { isCard } from '../../../bot/test/order-school.ts'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { sqlOf } from './database-trouble.ts'
import { adminId, type Stack } from './stack.ts'

const words = loopWords.ru

/** The people of a school on the real stack, and what they do that makes alerts fire. */
export interface AlertSchool {
  admin: PersonDriver
  director: PersonDriver
  teachers: readonly PersonDriver[]
}

const teacherNames = [
  ...['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Егор'],
  ...['Жанна', 'Захар', 'Инна', 'Кирилл', 'Лидия', 'Максим'],
]

/** Lets people in past the invites, and has each of them open the bot. */
export async function meetSchool(stack: Stack): Promise<AlertSchool> {
  const admin = await stack.sandbox.person({ id: adminId, firstName: 'Ольга', languageCode: 'ru' })
  const director = await stack.sandbox.person({ firstName: 'Ирина', languageCode: 'ru' })
  const teachers = await Promise.all(
    teacherNames.map((firstName) => stack.sandbox.person({ firstName, languageCode: 'ru' })),
  )
  const rows = [director, ...teachers].map(
    ({ id, firstName }) => `(${id}, '${firstName}', '${id === director.id ? 'director' : 'staff'}', 'ru')`,
  )
  await sqlOf(stack, `insert into person (telegram_id, name, role, language) values ${rows.join()}`)
  for (const person of [admin, director, ...teachers]) await person.start()
  await Promise.all(
    [admin, director, ...teachers].map((person) => person.waitFor(says(''), { since: 'start' })),
  )
  return { admin, director, teachers }
}

/** Each teacher files a ticket, but for the last. */
export async function fileElevenTickets({ teachers }: AlertSchool): Promise<void> {
  await Promise.all(teachers.slice(0, 11).map((teacher) => fileTicket(teacher)))
}

/** Teachers who can wait no longer take their tickets back. */
export async function cancelThreeTickets({ teachers }: AlertSchool): Promise<void> {
  for (const teacher of teachers.slice(0, 3)) {
    await press(teacher, 'Открыть заявку', says('принята'))
    await press(teacher, 'Отменить заявку')
    await press(teacher, 'Да, отменить')
    await teacher.waitFor(says('отменена'), { since: 'start' })
  }
}

/** The director gives four orders that are due within two minutes. Gives the moment at which the last is late. */
export async function giveFourOrders(stack: Stack, { director, teachers }: AlertSchool): Promise<number> {
  for (const doer of teachers.slice(0, 4)) {
    await comeToDeadline(director, doer.firstName)
    await director.send('через 1 минуту')
    await director.waitFor((message) => says('Проверьте')(message) && offers('Отправить')(message))
    await send(director)
  }
  return Number(await sqlOf(stack, 'select extract(epoch from max(deadline)) * 1000 from task'))
}

/** Two of those who do them report. */
export async function reportTwoOrders({ teachers }: AlertSchool): Promise<void> {
  for (const [index, doer] of teachers.slice(0, 2).entries()) {
    await press(doer, words.report, isCard(words.number(index + 1)))
    await press(doer, words.justDone, says(words.whatWasDone))
    await doer.waitFor(isCard(words.number(index + 1), words.status.reported), { since: 'start' })
  }
}
