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
let otherAdmin: PersonDriver

before(async () => {
  school = await startSchool()
  admin = await school.person('Ольга Андреевна', 'admin')
  otherAdmin = await school.person('Пётр Петрович', 'admin')
})
after(() => school[Symbol.asyncDispose]())

test('a stranger asks for access; one admin approves, and the card of the other shows it', async () => {
  const stranger = await school.stranger('Игорь')
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('Как вас называть'))
  await stranger.sendSticker()
  await stranger.waitFor(says('имя текстом'))
  await stranger.send('Игорь Павлович')
  await stranger.waitFor(says('Запрос отправлен'))
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('уже у администраторов'))

  for (const one of [admin, otherAdmin]) await one.waitFor(says('Игорь Павлович'), { since: 'start' })
  await admin.press('специалист')
  await stranger.waitFor(says('Добро пожаловать, Игорь Павлович'))
  for (const one of [admin, otherAdmin]) {
    const card = await one.waitFor(says('Доступ открыт: специалист. Решение: Ольга Андреевна'), {
      since: 'start',
    })
    assert.deepEqual((card.buttons ?? []).flat(), [])
  }
  assert.equal((await personRow(school, stranger.id))?.role, 'specialist')

  const request = await school.db.one<{ id: number }>(
    sql`select id from access_request where telegram_id = ${stranger.id}`,
  )
  const late = await otherAdmin.pressData(`access:${request.id}:refuse`, { forge: true })
  assert.match((await late.answered()).text ?? '', /уже принято/)
  assert.equal((await personRow(school, stranger.id))?.status, 'active')
})

test('who has asked and writes again is told to wait, not to ask once more', async () => {
  const stranger = await school.stranger('Терпеливый')
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('Как вас называть'))
  await stranger.press('Оставить')
  await stranger.waitFor(says('Запрос отправлен'))
  await stranger.send('Ну что там?')
  await stranger.waitFor(says('уже у администраторов'))
  await stranger.start()
  await stranger.waitFor(says('уже у администраторов'))
})

test('a refused stranger is told, and a flood of his messages gets one answer', async () => {
  const stranger = await school.stranger('Назойливый')
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('Как вас называть'))
  await stranger.press('Оставить')
  await stranger.waitFor(says('Запрос отправлен'))
  await admin.waitFor(says('Назойливый'), { since: 'start' })
  await admin.press('Отказать')
  await stranger.waitFor(says('не открыл вам доступ'))

  for (let i = 0; i < 6; i++) await stranger.send(`привет ${i}`)
  await school.sandbox.waitUntilIdle()
  await stranger.waitFor(says('Я вас пока не знаю'), { since: 'start' })
  const answers = (await stranger.messages()).filter(
    (message) => message.fromBot && says('Я вас пока не знаю')(message),
  )
  assert.equal(answers.length, 2, 'one to /start and one to the flood')
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('Как вас называть'))
  await stranger.press('Оставить')
  await stranger.waitFor(says('ответил отказом'))
})

test('who was never let in has the menu of a stranger', async () => {
  const stranger = await school.stranger('Новый')
  const chat = await until('the menu', async () => {
    const chat = await stranger.chat()
    return chat.commands.length > 0 ? chat : undefined
  })
  assert.deepEqual(
    chat.commands.map(({ command }) => command),
    ['start', 'help'],
  )
})
test('in a group the bot keeps silent to strangers and answers presses by a toast', async () => {
  const stranger = await school.stranger('Прохожий')
  const person = await school.person('Свой', 'admin')
  const group = await school.sandbox.group({
    title: 'Учительская',
    members: [person, stranger],
    privacyMode: false,
  })
  const calls = await school.sandbox.calls()
  const since = calls.at(-1)?.id ?? 0
  const inGroup = person.in(group)
  await stranger.in(group).send('/start')
  await inGroup.send('/people')
  await inGroup.send('всем привет')
  await school.sandbox.waitUntilIdle()
  // what comes later in private shows that the updates of the group are done with
  await person.send('/help')
  await person.waitFor(says('Что здесь можно'))
  await stranger.send('/help')
  const said = await school.sandbox.calls({ chatId: group.id, since })
  assert.deepEqual(
    said.map(({ method }) => method),
    [],
  )
})

test('who is no admin any more learns by his old card neither who decided nor how', async () => {
  const former = await school.person('Бывшая', 'admin')
  const stranger = await school.stranger('Новенький')
  await stranger.press('Попросить доступ')
  await stranger.waitFor(says('Как вас называть'))
  await stranger.press('Оставить')
  const card = await former.waitFor(says('Новенький'), { since: 'start' })
  await until('the bot knows of the card', async () => {
    const { cards } = await school.db.one<{ cards: number }>(
      sql`select count(*) as cards from access_request_card where chat_id = ${former.id}`,
    )
    return cards === 1
  })
  await school.db.run(sql`update person set role = 'staff' where telegram_id = ${former.id}`)
  const { id } = await school.db.one<{ id: number }>(
    sql`select id from access_request where telegram_id = ${stranger.id}`,
  )
  await admin.pressData(`access:${id}:staff`, { forge: true })
  await stranger.waitFor(says('Добро пожаловать'))
  const cardNow = async () => (await former.messages()).find(({ messageId }) => messageId === card.messageId)
  await until('the card has no buttons', async () => ((await cardNow())?.buttons ?? []).flat().length === 0)
  assert.equal((await cardNow())?.text, card.text)
})
