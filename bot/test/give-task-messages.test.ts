import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask, press, says } from './chat.ts'
import { comeToCheck, isCheck, ordersOf, send, tomorrow, wednesday } from './give-order.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

let school: School

before(async () => {
  school = await startSchool({ now: () => wednesday })
  for (const name of ['Мария', 'Пётр']) await school.person(name, 'staff')
})
after(() => school[Symbol.asyncDispose]())

test('an edited message corrects the order before it is sent', async () => {
  const director = await school.person('Кристина', 'director')
  await ask(director, '/task', 'Что нужно сделать')
  const { messageId } = await director.send('Здать журнал')
  await director.waitFor(says('Кому поручаем'))
  await director.edit(messageId, 'Сдать журнал')
  await director.waitFor(says('Исправили и в поручении', 'Сдать журнал'))
  await ask(director, 'Мария', 'К какому сроку')
  await press(director, 'Завтра')
  await send(director)
  assert.equal((await ordersOf(school, director))[0]?.text, 'Сдать журнал')
})

test('files alone are an order, and an album is kept whole and answered once', async () => {
  const director = await school.person('Лариса', 'director')
  await ask(director, '/task', 'Что нужно сделать')
  await director.sendAlbum(Array.from({ length: 10 }, () => ({ photo: true as const })))
  await director.waitFor(says('Добавьте, пожалуйста, пару слов'))
  await school.sandbox.waitUntilIdle()
  assert.equal((await director.messages()).filter(says('пару слов')).length, 1)
  await press(director, 'Дальше без текста')
  await ask(director, 'Пётр', 'К какому сроку')
  await director.sendVoice()
  await director.waitFor(says('Приложили к поручению', 'К какому сроку'))
  await press(director, 'Завтра')
  await director.waitFor(says('Файлы: 11'))
  await send(director)
  assert.deepEqual(await ordersOf(school, director), [
    {
      ...{ doer: 'Пётр', helpers: [], text: 'См. вложение', importance: 'normal', files: 11 },
      deadline: tomorrow,
    },
  ])
})

test('an album with a caption is counted on the last look', async () => {
  const director = await school.person('Мадина', 'director')
  await ask(director, '/task', 'Что нужно сделать')
  await director.sendAlbum([{ photo: true, caption: 'Повесить плакаты' }, { photo: true }, { photo: true }])
  await director.waitFor(says('Кому поручаем', 'Файлы из альбома приложены'))
  await school.sandbox.waitUntilIdle()
  assert.equal((await director.messages()).filter(says('Кому поручаем')).length, 1)
  await press(director, 'Мария')
  await press(director, 'Завтра')
  await director.waitFor(says('Проверьте поручение', 'Файлы: 3', 'Повесить плакаты'))
})

test('the rest of an album that arrives after the order was sent goes with it', async () => {
  const director = await school.person('Маргарита', 'director')
  const doer = await school.person('Никита', 'staff')
  await comeToCheck(director, 'Никита')
  const [photo] = await director.sendAlbum([{ photo: true }, { photo: true }])
  await school.sandbox.waitUntilIdle()
  await send(director)
  const [size] = photo?.raw.photo ?? []
  assert.ok(photo && size)
  const late = { ...size, file_id: `${size.file_id}-late`, file_unique_id: 'late' }
  await school.sandbox.injectUpdate({
    message: { ...photo.raw, message_id: photo.messageId + 50, photo: [late] },
  })
  await until('the late file is there', async () => (await ordersOf(school, director))[0]?.files === 3)
  await school.sandbox.waitForCall(({ params }) => JSON.stringify(params).includes('-late'), {
    chatId: doer.id,
  })
})

test('more than 4000 characters are refused with their number, and the draft stays', async () => {
  const director = await school.person('Софья', 'director')
  await ask(director, '/task', 'Что нужно сделать')
  await Promise.all([director.send('я'.repeat(4096)), director.send('я'.repeat(904))])
  await director.waitFor(says('4096 знаков'), { since: 'start' })
  await ask(director, 'ы'.repeat(4000), 'Кому поручаем')
  await ask(director, 'Мария', 'К какому сроку')
  await press(director, 'Завтра')
  await director.waitFor(says('Здесь видно начало'))
  await send(director)
  assert.equal((await ordersOf(school, director))[0]?.text.length, 4000)
})

test('what people type is shown as it is', async () => {
  const text = '<b>Не</b> & <script>alert(1)</script> &amp;'
  const director = await school.person('Имя <i>1</i>', 'director')
  const check = await comeToCheck(director, 'Мария', text)
  assert.ok(check.text?.includes(text))
  await send(director)
  assert.equal((await ordersOf(school, director))[0]?.text, text)
})

test('a sticker gets a hint at every step, and the draft stays where it was', async () => {
  const director = await school.person('Таисия', 'director')
  await ask(director, '/task', 'Что нужно сделать')
  await director.sendSticker()
  await director.waitFor(says('не приложить'))
  await ask(director, 'Сдать журнал', 'Кому поручаем')
  await director.sendSticker()
  await director.waitFor(says('фамилию', 'Кому поручаем'))
  await ask(director, 'Мария, Пётр', '2 человека')
  await ask(director, 'каждому', 'вариант кнопкой')
  await press(director, 'Каждому своё')
  await director.waitFor(says('К какому сроку'))
  await director.sendContact()
  await director.waitFor(says('срок словами', 'К какому сроку'))
  await press(director, 'Завтра')
  await director.waitFor(isCheck)
  await director.sendSticker()
  await director.waitFor(says('вариант кнопкой', 'Проверьте'))
  await send(director)
})
