import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { says } from './chat.ts'
import { personRow } from './person-row.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

let school: School
let admin: PersonDriver

before(async () => {
  school = await startSchool()
  admin = await school.person('Ольга Андреевна', 'admin')
})
after(() => school[Symbol.asyncDispose]())

test('a person changes the language: texts, keyboard and list of commands', async () => {
  const person = await school.person('Anna', 'staff')
  await person.send('/lang')
  await person.waitFor(says('На каком языке'))
  await person.press('English')
  await person.waitFor(says('I speak English'))
  const chat = await until('an English menu', async () => {
    const chat = await person.chat()
    return chat.commands.some(({ description }) => description === 'Name and language') ? chat : undefined
  })
  assert.ok((chat.replyKeyboard?.rows ?? []).flat().some(({ text }) => text === '⚙️ Settings'))
  await person.tap('⚙️ Settings')
  await person.waitFor(says('Your name: Anna'))
  await person.send('⚙️ Настройки')
  await person.waitFor(says('Your name: Anna'))
})

test('/cancel says whether there was anything to cancel, and /help lists what one can do', async () => {
  const person = await school.person('Лев', 'staff')
  await person.send('/cancel')
  await person.waitFor(says('Отменять нечего'))
  await person.send('/settings')
  await person.waitFor(says('Вас зовут'))
  await person.press('Изменить имя')
  await person.waitFor(says('Как вас называть'))
  await person.send('/cancel')
  await person.waitFor(says('отменено'))
  await person.send('Не имя')
  await person.waitFor(says('сохранено и войдёт в заявку'))
  assert.equal((await personRow(school, person.id))?.name, 'Лев')
  await person.send('/help')
  const help = await person.waitFor(says('Что здесь можно'))
  assert.ok(!help.text?.includes('/invite'))
  await person.press('Настройки', { messageId: help.messageId })
  await person.waitFor(says('Вас зовут: Лев'))
})

test('an unknown command, a sticker and a forgotten button get a hint', async () => {
  const person = await school.person('Глеб', 'staff')
  await person.send('/nosuchcommand')
  await person.waitFor(says('/new'))
  const press = await person.pressData('button-of-an-older-build:1', { forge: true })
  assert.match((await press.answered()).text ?? '', /устарела/)
})

test('who blocks the bot is marked, and unmarked when he is back', async () => {
  const person = await school.person('Яна', 'staff')
  await person.block()
  await until('the mark', async () => (await personRow(school, person.id))?.isUnreachable)
  await person.unblock()
  await until('no mark', async () => (await personRow(school, person.id))?.isUnreachable === false)
  await school.db.run(sql`update person set unreachable_since = now() where telegram_id = ${person.id}`)
  await person.send('привет')
  await until('no mark', async () => (await personRow(school, person.id))?.isUnreachable === false)
})

test('who cannot be written to when something is owed is marked', async () => {
  const person = await school.person('Зоя', 'staff')
  await person.block()
  await until('the mark', async () => (await personRow(school, person.id))?.isUnreachable)
  await school.db.run(sql`update person set unreachable_since = null where telegram_id = ${person.id}`)
  const row = await personRow(school, person.id)
  await admin.pressData(`person-role:${row?.id}:director`, { forge: true })
  await until(
    'the mark of a failed delivery',
    async () => (await personRow(school, person.id))?.isUnreachable,
  )
})
