import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, offers, press, says } from './chat.ts'
import { comeToCheck, comeToDescription, send, ticketsOf } from './file-a-ticket.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

let school: School

before(async () => {
  school = await startSchool()
})
after(() => school[Symbol.asyncDispose]())

test('5,000 characters are refused with their number, the rest of them is no description, and the draft stays', async () => {
  const person = await school.person('Лев', 'staff')
  await comeToDescription(person)
  // Telegram's apps cut a long text into two messages
  await Promise.all([person.send('я'.repeat(4096)), person.send('я'.repeat(904))])
  await person.waitFor(says('4096 знаков'), { since: 'start' })
  await ask(person, 'Коротко', 'Насколько это срочно')
  await press(person, 'обычная')
  await person.waitFor(offers('Отправить'))
  await send(person)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Коротко')
})

test('4,000 characters, emoji, right-to-left words and HTML are kept as they were typed', async () => {
  const texts = [
    'ы'.repeat(4000),
    '🙂👩‍🏫🇷🇺 не горит',
    'מחשב לא עובד العربية',
    '<b>Не</b> & <script>alert(1)</script> &amp;',
  ]
  for (const [i, text] of texts.entries()) {
    const person = await school.person(`Имя <i>${i}</i>`, 'staff')
    await comeToCheck(person, text)
    await send(person)
    assert.equal((await ticketsOf(school, person))[0]?.description, text)
  }
})

test('a place of more than 100 characters is refused with their number', async () => {
  const person = await school.person('Мария', 'staff')
  await person.send('/new')
  await press(person, 'Уборка')
  await person.waitFor(says('Где это'))
  await ask(person, 'у'.repeat(101), '101 знак')
  await ask(person, 'у'.repeat(100), 'Что случилось')
})

test('an album of ten with a caption is kept whole and answered once', async () => {
  const person = await school.person('Фёкла', 'staff')
  await comeToDescription(person)
  const photos = Array.from({ length: 10 }, (_, i) => ({
    photo: true as const,
    ...(i === 0 ? { caption: 'Течёт кран' } : {}),
  }))
  await person.sendAlbum(photos)
  await person.waitFor(offers('обычная'))
  await school.sandbox.waitUntilIdle()
  assert.equal((await person.messages()).filter(says('Насколько это срочно')).length, 1)
  await press(person, 'обычная')
  await person.waitFor(says('Файлы'))
  const id = await send(person)
  assert.equal(await filesOf(id), 10)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Течёт кран')
})

test('an album without a word asks for some once, and goes without them when there are none', async () => {
  const person = await school.person('Харитон', 'staff')
  await comeToDescription(person)
  await person.sendAlbum(Array.from({ length: 10 }, () => ({ photo: true as const })))
  await person.waitFor(says('Добавьте, пожалуйста, пару слов'))
  await school.sandbox.waitUntilIdle()
  assert.equal((await person.messages()).filter(says('пару слов')).length, 1)
  await press(person, 'Дальше без текста')
  await press(person, 'обычная')
  const id = await send(person)
  assert.equal(await filesOf(id), 10)
  assert.equal((await ticketsOf(school, person))[0]?.description, '')
  await person.send('/my')
  await person.waitFor(says(`№${id}`, 'Кабинет 204: 📎 10 файлов'))
})

test('files that come at the check are added, whatever they are', async () => {
  const person = await school.person('Цветана', 'staff')
  await comeToCheck(person)
  await person.sendVoice()
  await person.waitFor(says('Приложили'))
  await person.sendVideo()
  await person.waitFor(says('Файлы: 2'))
  await person.sendAlbum([{ photo: true }, { photo: true }])
  await school.sandbox.waitUntilIdle()
  const id = await send(person)
  assert.equal(await filesOf(id), 4)
})

test('the rest of an album that arrives after the ticket was sent goes into the ticket', async () => {
  const person = await school.person('Ефрем', 'staff')
  await comeToCheck(person)
  const [photo] = await person.sendAlbum([{ photo: true }, { photo: true }])
  await school.sandbox.waitUntilIdle()
  const id = await send(person)
  const [size] = photo?.raw.photo ?? []
  assert.ok(photo && size)
  const late = { ...size, file_id: `${size.file_id}-late`, file_unique_id: 'late' }
  await school.sandbox.injectUpdate({
    message: { ...photo.raw, message_id: photo.messageId + 50, photo: [late] },
  })
  await until('the late file is there', async () => (await filesOf(id)) === 3)
})

test('a photo with a caption is enough, and an empty caption asks for words', async () => {
  const person = await school.person('Чеслав', 'staff')
  await comeToDescription(person)
  await person.sendPhoto({ caption: '   ' })
  await person.waitFor(says('пару слов'))
  await person.sendPhoto({ caption: 'Разбито окно' })
  await person.waitFor(says('Насколько это срочно'))
  await press(person, 'обычная')
  const id = await send(person)
  assert.equal(await filesOf(id), 2)
  assert.equal((await ticketsOf(school, person))[0]?.description, 'Разбито окно')
})

test('a file of 25 MB is taken: Telegram keeps its bytes', async () => {
  const person = await school.person('Шура', 'staff')
  await comeToDescription(person)
  await person.sendDocument({
    file: { name: 'запись.mp4', size: 25 * 1024 * 1024 },
    caption: 'Запись с камеры',
  })
  await person.waitFor(says('Насколько это срочно'))
  await press(person, 'обычная')
  assert.equal(await filesOf(await send(person)), 1)
})

test('a sticker, a contact or a place on the map gets a hint, and the draft stays where it was', async () => {
  const person = await school.person('Щавель', 'staff')
  await person.send('/new')
  await press(person, 'Принтеры')
  await person.waitFor(says('Где это'))
  await person.sendLocation()
  await person.waitFor(says('место словами'))
  await ask(person, 'Кабинет 1', 'Что случилось')
  await person.sendSticker()
  await person.waitFor(says('не приложить'))
  await person.sendContact()
  await person.waitFor(says('не приложить'))
  await ask(person, 'Не печатает', 'Насколько это срочно')
  await person.sendSticker()
  await person.waitFor(says('кнопкой'))
  await press(person, 'обычная')
  await send(person)
})

test('of more than twenty files the first twenty are kept, and that is said once', async () => {
  const person = await school.person('Эмма', 'staff')
  await comeToDescription(person)
  for (let i = 0; i < 3; i++) {
    await person.sendAlbum(Array.from({ length: 8 }, () => ({ photo: true as const })))
    await school.sandbox.waitUntilIdle()
  }
  await person.waitFor(says('не больше 20 файлов'), { since: 'start' })
  assert.equal((await person.messages()).filter(says('не больше 20 файлов')).length, 1)
  await press(person, 'Дальше без текста')
  await press(person, 'обычная')
  assert.equal(await filesOf(await send(person)), 20)
})

test('what is wrong may be said before it is asked', async () => {
  const person = await school.person('Юлия', 'staff')
  await person.send('/new')
  await person.waitFor(offers('Электрика'))
  await ask(person, 'Не горит свет', 'Дописали')
  await press(person, 'Электрика')
  await person.waitFor(says('Где это'))
  await ask(person, 'Лестница', 'Насколько это срочно')
})

async function filesOf(ticketId: number): Promise<number> {
  const { files } = await school.db.one<{ files: number }>(sql`
    select count(*) as files from ticket_attachment where ticket_id = ${ticketId}`)
  return files
}
