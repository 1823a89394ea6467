import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { type School, startSchool } from './school.ts'

interface StoredTicket {
  id: number
  place: string
  description: string
  urgency: string
  status: string
}

function tickets(school: School): Promise<StoredTicket[]> {
  return school.db.many<StoredTicket>(sql`
    select id, place, description, urgency, status from ticket order by id`)
}

/** Presses the button once the bot has shown it, and waits until the press was answered. */
async function press(person: PersonDriver, label: string): Promise<string | undefined> {
  await person.waitFor((message) => message.buttons?.flat().some(({ text }) => text.includes(label)), {
    since: 'start',
  })
  const { text } = await (await person.press(label)).answered()
  return text
}

test('a teacher files a ticket with four taps and one text, and gets the number', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  await anna.send('/new')
  await press(anna, 'Принтеры')
  await anna.waitFor((message) => message.text?.includes('Где это'))
  await anna.send('Кабинет 204')
  await anna.waitFor((message) => message.text?.includes('Что случилось'))
  await anna.send('Не печатает')
  await press(anna, 'важно')
  await press(anna, 'Отправить')
  await anna.waitFor((message) => message.text?.includes('Заявка №1 принята'))
  assert.deepEqual(await tickets(school), [
    { id: 1, place: 'Кабинет 204', description: 'Не печатает', urgency: 'high', status: 'new' },
  ])
})
