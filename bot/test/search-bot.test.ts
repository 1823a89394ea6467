import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPersonByTelegramId } from '../src/people/people-store.ts'
import { createDesk } from './desk.ts'
import { startSchool } from './school.ts'

test('a specialist searches, turns pages, opens a ticket, and old pages answer kindly', async () => {
  await using school = await startSchool()
  const desk = createDesk(school.db)
  const author = await desk.person('Мария Ивановна', 'staff')
  for (let i = 1; i <= 8; i++) {
    await desk.file(author, {
      place: `кабинет ${200 + i}`,
      description: `Принтер <b>жуёт</b> бумагу & мигает ${i}`,
    })
  }
  const specialist = await school.person('Пётр', 'specialist')

  await specialist.send('/find')
  await specialist.waitFor(({ text }) => text?.includes('Что найти?'))
  await specialist.sendSticker()
  await specialist.waitFor(({ text }) => text?.includes('не за что зацепиться'))
  await specialist.send('принтеры')
  const first = await specialist.waitFor(({ text }) => text?.includes('найдено 8'))
  assert.ok(first.text?.includes('№8') && !first.text.includes('№2'))
  assert.match(first.text ?? '', /<b>жуёт<\/b> бумагу & мигает 8/)

  await specialist.press('№8')
  const opened = await specialist.waitFor(({ text }) => text?.includes('Заявка №8'))
  assert.notEqual(opened.messageId, first.messageId, 'the list stays')

  await specialist.press('▶️', { messageId: first.messageId })
  const second = await specialist.waitFor(({ text }) => text?.includes('№1 '))
  assert.equal(second.messageId, first.messageId)
  await specialist.press('◀️', { messageId: first.messageId })
  await specialist.waitFor(({ text }) => text?.includes('№8'))

  await specialist.send('/find "')
  await specialist.waitFor(({ text }) => text?.includes('не за что зацепиться'))
  await specialist.send('/find кабинет 203')
  await specialist.waitFor(({ text }) => text?.includes('найдено 1'))
  const old = await specialist.press('▶️', { messageId: first.messageId })
  assert.match((await old.answered()).text ?? '', /старый поиск/)

  await specialist.send('/find слон')
  await specialist.waitFor(({ text }) => text?.includes('ничего не нашлось'))
  await specialist.press('🔎 Искать другое')
  await specialist.waitFor(({ text }) => text?.includes('Что найти?'))
})

test('the ticket of a number stands first and apart from those that speak of it', async () => {
  await using school = await startSchool()
  const desk = createDesk(school.db)
  const author = await desk.person('Мария Ивановна', 'staff')
  await desk.file(author, { place: 'каб. 2', description: 'Нет света' })
  await desk.file(author, { description: 'Течёт кран' })
  await desk.file(author, { place: 'каб. 2', description: 'Скрипит дверь' })
  const specialist = await school.person('Пётр', 'specialist')
  await specialist.send('/find 2')
  const found = await specialist.waitFor(({ text }) => text?.includes('найдено 3'))
  assert.match(found.text ?? '', /🎯 №2 [^]*Течёт кран[^]*По тексту:[^]*№3[^]*№1/)
  await specialist.send('/find каб 2')
  const byText = await specialist.waitFor(({ text }) => text?.includes('найдено 2'))
  assert.doesNotMatch(byText.text ?? '', /🎯|По тексту/)
})

test('staff find only their own tickets', async () => {
  await using school = await startSchool()
  const desk = createDesk(school.db)
  const teacher = await school.person('Анна', 'staff')
  const other = await desk.person('Мария Ивановна', 'staff')
  const own = await findPersonByTelegramId(school.db, teacher.id)
  assert.ok(own)
  await desk.file(other, { description: 'Чужой принтер' })
  const { id } = await desk.file(own, { description: 'Мой принтер' })
  await teacher.send('/find принтер')
  const found = await teacher.waitFor(({ text }) => text?.includes('найдено 1'))
  assert.ok(found.text?.includes(`№${id}`) && !found.text.includes('Чужой'))
  await teacher.send('/find №1')
  await teacher.waitFor(({ text }) => text?.includes('ничего не нашлось'))
})
