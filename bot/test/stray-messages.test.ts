import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, buttonOf, offers, press, pressAgain, says } from './chat.ts'
import { send, ticketsOf } from './file-a-ticket.ts'
import { type School, startSchool } from './school.ts'

let school: School

before(async () => {
  school = await startSchool()
})
after(() => school[Symbol.asyncDispose]())

const isOffer = offers('Подать заявку')

/** Begins the ticket with what was written, and files it. */
async function fileOffered(person: PersonDriver): Promise<number> {
  await press(person, 'Подать заявку')
  await press(person, 'Электрика')
  await person.waitFor(says('Где это'), { since: 'start' })
  await person.send('Кабинет 204')
  await press(person, 'обычная')
  return send(person)
}

test('who simply writes what is wrong does not write it again', async () => {
  const person = await school.person('Анна', 'staff')
  await person.send('не работает проектор')
  await person.waitFor(isOffer)
  await press(person, 'Подать заявку')
  await person.waitFor(says('шаг 1 из 4', 'не работает проектор'), { since: 'start' })
  await press(person, 'Электрика')
  await person.waitFor(says('Где это'), { since: 'start' })
  await ask(person, 'Кабинет 204', 'Насколько это срочно')
  await press(person, 'обычная')
  await send(person)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'не работает проектор')
})

test('an album is kept whole and answered once', async () => {
  const person = await school.person('Борис', 'staff')
  await person.sendAlbum([{ photo: true, caption: 'Искрит розетка' }, { photo: true }, { photo: true }])
  await person.waitFor(isOffer)
  await school.sandbox.waitUntilIdle()
  assert.equal((await person.messages()).filter(isOffer).length, 1)
  const id = await fileOffered(person)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Искрит розетка')
  const { files } = await school.db.one<{ files: number }>(sql`
    select count(*) as files from ticket_attachment where ticket_id = ${id}`)
  assert.equal(files, 3)
})

test('a photo or a voice message without a word is kept too, and a word is asked for at its step', async () => {
  const person = await school.person('Вера', 'staff')
  await person.sendVoice()
  await person.waitFor(isOffer)
  await person.sendPhoto()
  await person.waitFor(isOffer)
  await press(person, 'Подать заявку')
  await person.waitFor(says('шаг 1 из 4', 'Файлы: 1'), { since: 'start' })
  await press(person, 'Электрика')
  await person.waitFor(says('Где это'), { since: 'start' })
  await ask(person, 'Кабинет 204', 'Что случилось')
})

test('the newest message is the one that is kept, with its corrections', async () => {
  const person = await school.person('Глеб', 'staff')
  await person.send('Спасибо!')
  const first = buttonOf(await person.waitFor(isOffer), 'Подать заявку')
  const typed = await person.send('Мигает ланпа')
  await person.waitFor(isOffer)
  assert.match((await pressAgain(person, first)) ?? '', /Напишите, пожалуйста, ещё раз/)
  await person.edit(typed.messageId, 'Мигает лампа')
  await school.sandbox.waitUntilIdle()
  await fileOffered(person)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Мигает лампа')
})

test('an unfinished ticket is not lost: the message is added to it', async () => {
  const person = await school.person('Дарья', 'staff')
  await person.send('/new')
  await press(person, 'Принтеры')
  await person.waitFor(says('Где это'), { since: 'start' })
  await ask(person, 'Кабинет 7', 'Что случилось')
  await ask(person, 'Полосы на листе', 'Насколько это срочно')
  await person.send('/help')
  await person.waitFor(says('Что здесь можно'))
  await person.send('И шумит')
  await person.waitFor(isOffer)
  await press(person, 'Подать заявку')
  await person.waitFor(says('незаконченная'), { since: 'start' })
  await press(person, 'Добавить к ней')
  await press(person, 'обычная')
  await send(person)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Полосы на листе\n\nИ шумит')
})

test('a long text, which arrives in two messages, is refused once', async () => {
  const person = await school.person('Егор', 'staff')
  await Promise.all([person.send('я'.repeat(4096)), person.send('я'.repeat(904))])
  await person.waitFor(says('4096 знаков'), { since: 'start' })
  await school.sandbox.waitUntilIdle()
  assert.equal((await person.messages()).filter(isOffer).length, 0)
})

test('in the middle of another dialogue, and for a sticker, there is no offer', async () => {
  const person = await school.person('Жанна', 'staff')
  await person.sendSticker()
  await person.waitFor(says('Не получилось понять'))
  await person.send('/settings')
  await person.waitFor(says('Вас зовут'))
  await person.press('Изменить имя')
  await person.waitFor(says('Как вас называть'))
  await person.send('Жанна Львовна')
  await school.sandbox.waitUntilIdle()
  assert.equal((await person.messages()).filter(isOffer).length, 0)
})
