import { offers, says } from '../../../bot/test/chat.ts'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { writeToAlertBot } from './alert-chat.ts'
import { sqlOf } from './database-trouble.ts'
import { adminId, type Stack } from './stack.ts'

/** Somebody who is about to send a ticket when the fault comes, and somebody who then begins one. */
export interface People {
  waiting: PersonDriver
  beginning: PersonDriver
}

const beginnerId = adminId + 1
/** For the stack that they come to: admins need no invitation. */
export const peopleEnv = { ADMIN_TELEGRAM_IDS: `${adminId},${beginnerId}` }
/** Longer than a fault with what comes after it. */
const withinMs = 100_000

export async function meetPeople(stack: Stack): Promise<People> {
  const meet = async (id: number, firstName: string) => {
    const person = await stack.sandbox.person({ id, firstName, languageCode: 'ru' })
    await person.start()
    await person.waitFor(says(''))
    return person
  }
  const waiting = await meet(adminId, 'Ольга')
  const beginning = await meet(beginnerId, 'Пётр')
  await writeToAlertBot(stack)
  return { waiting, beginning }
}

/** Comes as far as the check card. */
export async function writeTicket(person: PersonDriver, description: string): Promise<void> {
  const say = async (text: string, answer: string) => {
    await person.send(text)
    await person.waitFor(says(answer), { withinMs })
  }
  await person.send('/new')
  await person.waitFor(offers('Принтеры'), { withinMs })
  await person.press('Принтеры')
  await person.waitFor(says('Где это'), { withinMs })
  await say('Кабинет 204', 'Что случилось')
  await say(description, 'Насколько это срочно')
  await person.press('важно')
  await person.waitFor(offers('Отправить'), { withinMs })
}

/** Presses «Отправить» on the check card and waits for the receipt. */
export async function sendTicket(person: PersonDriver): Promise<void> {
  await person.press('Отправить')
  await person.waitFor(says('принята'), { withinMs })
}

/** How many tickets have each description. */
export async function storedTickets(stack: Stack): Promise<Map<string, number>> {
  const sql = 'select description, count(*) from ticket group by description'
  const lines = (await sqlOf(stack, sql)).split('\n')
  return new Map(lines.map((line) => line.split('|')).map(([words = '', count]) => [words, Number(count)]))
}
