import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labels, press, says } from './chat.ts'
import { file, shows, ticketOf } from './help-desk.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('a ticket goes from the teacher to the specialist and back', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария Ивановна', 'staff')
  const ivan = await school.person('Иван Петров', 'specialist')
  const { id } = await file(school, teacher, { place: 'Кабинет 12', description: 'Не печатает <принтер>' })

  const card = await ivan.waitFor(shows(id, 'Кабинет 12', 'Не печатает <принтер>'))
  assert.ok(labels(card).some((label) => label.includes('Взять')))
  assert.equal(await press(ivan, 'Взять', shows(id)), `Заявка №${id} теперь у вас. Автору сообщили.`)
  await teacher.waitFor(says('в работе', 'Иван Петров'))
  const taken = await ivan.waitFor(shows(id, 'Исполнитель: Иван Петров'))
  assert.equal(taken.messageId, card.messageId, 'the card is edited, not sent again')

  await press(ivan, 'Спросить', shows(id))
  await ivan.waitFor(says('Вопрос по заявке', 'Мария Ивановна'))
  await ivan.send('Какая модель?')
  await ivan.waitFor(says('Вопрос', 'отправлен'))
  await teacher.waitFor(says('Вопрос по заявке', 'Какая модель?'))
  assert.equal((await ticketOf(school, id)).status, 'waiting_for_author')
  await ivan.waitFor(shows(id, 'ждёт ответа автора'), { since: 'start' })

  await press(ivan, 'Выполнено', shows(id))
  await ivan.waitFor(says('что сделано?'))
  await press(ivan, 'Заменили', says('что сделано?'))
  await ivan.waitFor(says('выполнена', 'проверить'))
  const verdict = await teacher.waitFor(says('выполнена', 'Заменили'), { since: 'start' })
  assert.ok(labels(verdict).some((label) => label.includes('Всё в порядке')))
  const resolved = await ticketOf(school, id)
  assert.equal(resolved.status, 'resolved')
  assert.equal(resolved.resolution, 'Заменили')

  const metrics = await (await fetch(`${school.http()}/metrics`)).text()
  assert.match(metrics, /schoolbot_ticket_first_response_seconds_count 1/)
  assert.match(metrics, /schoolbot_ticket_resolution_seconds_count 1/)
})

test('a result comes with a photo, by caption, or photo first and words later', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const first = await file(school, teacher)
  const second = await file(school, teacher)
  for (const { id } of [first, second]) {
    await press(ivan, 'Взять', shows(id))
    await press(ivan, 'Выполнено', shows(id, 'Исполнитель: Иван'))
    await ivan.waitFor(says(`№${id}: что сделано?`))
    if (id === first.id) {
      await ivan.sendPhoto({ caption: 'Поставили новый' })
    } else {
      await ivan.sendPhoto()
      await ivan.waitFor(says('Файл принят'))
      await ivan.send('Починили')
    }
    await teacher.waitFor(says(`Заявка №${id} выполнена`), { since: 'start' })
    await teacher.waitFor((message) => message.media?.kind === 'photo' && says(`№${id}`)(message), {
      since: 'start',
    })
  }
  assert.equal((await ticketOf(school, first.id)).resolution, 'Поставили новый')
  assert.equal((await ticketOf(school, second.id)).resolution, 'Починили')
})

test('an album with a caption is sent when the specialist says that it is whole', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await press(ivan, 'Выполнено', shows(id, 'Исполнитель: Иван'))
  await ivan.waitFor(says('что сделано?'))
  await ivan.sendAlbum([{ photo: true, caption: 'До и после' }, { photo: true }, { photo: true }])
  await ivan.waitFor(says('Отправить?'))
  await school.sandbox.waitUntilIdle()
  await press(ivan, 'Отправить', says('Отправить?'))
  await teacher.waitFor(says('выполнена', 'До и после'), { since: 'start' })
  const photos = await until('the album', async () => {
    const all = (await teacher.messages()).filter(({ media }) => media?.kind === 'photo')
    return all.length === 3 && all
  })
  assert.equal(new Set(photos.map(({ mediaGroupId }) => mediaGroupId)).size, 1)
})

test('a note stays among specialists', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher)
  await press(ivan, 'Заметка', shows(id))
  await ivan.waitFor(says('Автор её не увидит'))
  await ivan.sendPhoto({ caption: 'секрет' })
  await ivan.waitFor(says('только текст'))
  await ivan.send('Нужен тонер из кладовой')
  await ivan.waitFor(says('сохранена'))
  await press(ivan, 'История', shows(id))
  await ivan.waitFor(says('Нужен тонер из кладовой'))
  await teacher.expectNone(says('тонер'), 300)
})

test('a dialogue is left by its button and by a command, and its buttons then do nothing', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await press(ivan, 'Выполнено', shows(id, 'Исполнитель: Иван'))
  await press(ivan, 'Отмена', says('что сделано?'))
  await ivan.waitFor(says('ничего не изменилось'))
  await press(ivan, 'Выполнено', shows(id))
  const prompt = await ivan.waitFor(says('что сделано?'))
  await ivan.send('/queue')
  await ivan.waitFor(says('Новых заявок нет'))
  // the buttons are gone by now; the press was made on another device that still shows them
  const ready = prompt.buttons?.flat().find(({ text }) => text.includes('Заменили'))
  const old = await ivan.pressData(ready?.data ?? '', { messageId: prompt.messageId, forge: true })
  assert.match((await old.answered()).text ?? '', /уже не действует/)
  await ivan.send('Заменили')
  assert.equal((await ticketOf(school, id)).status, 'in_progress')
})

test('what changed while the specialist was typing is said, and nothing is lost or done twice', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const admin = await school.person('Ольга', 'admin')
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  await press(ivan, 'Выполнено', shows(id, 'Исполнитель: Иван'))
  await ivan.waitFor(says('что сделано?'))
  await admin.pressData(`t_resolve:${id}`, { forge: true })
  await admin.waitFor(says('что сделано?'))
  await admin.send('Уже сделано')
  await ivan.waitFor(says('выполнена', 'Уже сделано'), { since: 'start' })
  await ivan.send('И я сделал')
  await ivan.waitFor(says('уже выполнена'))
  assert.equal((await ticketOf(school, id)).resolution, 'Уже сделано')
})
