import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, buttonOf, offers, press, pressAgain, says } from './chat.ts'
import { statusOf } from './file-a-ticket.ts'
import { file, personOf, shows } from './help-desk.ts'
import { type School, startSchool } from './school.ts'

interface Told {
  school: School
  author: PersonDriver
  specialist: PersonDriver
  id: number
}

/** A teacher's ticket that a specialist works on. */
async function begin(school: School): Promise<Told> {
  const specialist = await school.person('Игорь', 'specialist')
  const author = await school.person('Агата', 'staff')
  const { id } = await file(school, author)
  await press(specialist, 'Взять', shows(id))
  await specialist.waitFor(shows(id, 'Исполнитель: Игорь'), { since: 'start' })
  return { school, author, specialist, id }
}

/** The specialist resolves the ticket; gives the message that asks the author to judge. */
async function resolve({ specialist, author, id }: Told, words: string): Promise<Message> {
  await specialist.pressData(`t_resolve:${id}`, { forge: true })
  await specialist.waitFor(says('что сделано?'))
  await ask(specialist, words, 'выполнена')
  return author.waitFor(
    (message) => says(words)(message) && offers('Вернуть')(message) && !shows(id)(message),
    {
      since: 'start',
    },
  )
}

test('the buttons of a result that was returned judge nothing about the next one, but show it', async () => {
  await using school = await startSchool()
  const told = await begin(school)
  const { author, id } = told
  const first = await resolve(told, 'Почистили')
  await ask(author, `/start t_${id}`, 'Почистили')
  const card = await author.waitFor(shows(id, 'Почистили'), { since: 'start' })
  await press(author, 'Вернуть', shows(id))
  await author.waitFor(says('что ещё не так'))
  await ask(author, 'Всё равно полосы', 'возвращена на доработку')
  assert.match((await pressAgain(author, buttonOf(first, 'Всё в порядке'))) ?? '', /уже в работе/)
  await resolve(told, 'Заменили картридж')

  for (const old of [first, card]) {
    for (const label of ['Всё в порядке', 'Вернуть']) {
      const seen = await author.messages()
      assert.match((await pressAgain(author, buttonOf(old, label))) ?? '', /выполнили снова/)
      const isNew = ({ messageId }: Message) => !seen.some((message) => message.messageId === messageId)
      await author.waitFor((message) => isNew(message) && shows(id, 'Заменили картридж')(message), {
        since: 'start',
      })
    }
  }
  assert.equal(await statusOf(school, id), 'resolved')
  await press(author, 'Всё в порядке', shows(id, 'Заменили картридж'))
  await author.waitFor(says('закрыта. Спасибо'), { since: 'start' })
  assert.equal(await statusOf(school, id), 'closed')
})

test('a reason that was begun about one result does not return the next', async () => {
  await using school = await startSchool()
  const told = await begin(school)
  const { author, id } = told
  const filer = await school.person('Секретарь', 'staff')
  const { id: filerId } = await personOf(school, filer)
  await school.db.run(sql`update ticket set filed_by = ${filerId} where id = ${id}`)
  const first = await resolve(told, 'Почистили')
  await press(filer, 'Вернуть', says('Почистили'))
  await filer.waitFor(says('что ещё не так'))
  await pressAgain(author, buttonOf(first, 'Вернуть'))
  await author.waitFor(says('что ещё не так'))
  await ask(author, 'Всё равно полосы', 'возвращена на доработку')
  await resolve(told, 'Заменили картридж')

  await ask(filer, 'Печатает с полосами', 'выполнили снова')
  await filer.waitFor(shows(id, 'Заменили картридж'), { since: 'start' })
  assert.equal(await statusOf(school, id), 'resolved')
})

test('buttons of before they said which result judge the only one, and of several show the last', async () => {
  await using school = await startSchool()
  const told = await begin(school)
  const { author, id } = told
  const first = await resolve(told, 'Почистили')
  await pressAgain(author, { messageId: first.messageId, data: `t_reject:${id}` })
  await author.waitFor(says('что ещё не так'))
  await ask(author, 'Всё равно полосы', 'возвращена на доработку')
  const second = await resolve(told, 'Заменили картридж')
  const old = { messageId: second.messageId, data: `t_confirm:${id}` }
  assert.match((await pressAgain(author, old)) ?? '', /выполнили снова/)
  await author.waitFor(shows(id, 'Заменили картридж'), { since: 'start' })
  assert.equal(await statusOf(school, id), 'resolved')
})
