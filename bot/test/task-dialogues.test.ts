import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { ask, buttonOf, labels, press, pressAgain, says } from './chat.ts'
import { isCard, startOrderSchool } from './order-school.ts'
import { until } from './until.ts'

test('a report is as many messages as it takes; an album goes as one, and is sent when the doer says so', async () => {
  await using told = await startOrderSchool()
  const { school, director, doer } = told
  const { id } = await told.issue()
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await doer.waitFor(says('Напишите, что сделано'))
  await doer.sendSticker()
  await doer.waitFor(says('Такое приложить не получится'))
  await ask(doer, 'Сделано <почти> всё', 'Сделано <почти> всё')
  await doer.sendAlbum([{ photo: true, caption: 'И фото' }, { photo: true }, { photo: true }])
  const before = await doer.waitFor(says('Файлы приложены', 'Сделано <почти> всё\nИ фото'))
  await school.sandbox.waitUntilIdle()
  const summaries = (await doer.messages()).filter(says('Файлы приложены'))
  assert.equal(summaries.length, 1, 'the files of an album are answered once')
  await doer.press('Отправить отчёт', { messageId: before.messageId })
  const report = await director.waitFor(says('Отчёт по поручению', 'Сделано <почти> всё\nИ фото'), {
    since: 'start',
  })
  assert.deepEqual(labels(report), ['👍 Принять отчёт', '↩️ На доработку', '📄 Открыть поручение'])
  const photos = await until('the album', async () => {
    const all = (await director.messages()).filter(({ media }) => media?.kind === 'photo')
    return all.length === 3 && all
  })
  assert.equal(new Set(photos.map(({ mediaGroupId }) => mediaGroupId)).size, 1)
})

test('a report that is too long or has too many files is bounded, and what fits is kept', async () => {
  await using told = await startOrderSchool()
  const { school, director, doer } = told
  const { id } = await told.issue()
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await doer.waitFor(says('Напишите, что сделано'))
  await ask(doer, 'щ'.repeat(4001), '4001 знак, а помещается 4000')
  for (const albums of [1, 2]) {
    await doer.sendAlbum(Array.from({ length: 6 }, () => ({ photo: true })))
    await doer.waitFor(says(albums === 1 ? 'Файлы приложены' : 'Больше 10 файлов'))
    await school.sandbox.waitUntilIdle()
  }
  assert.equal((await doer.messages()).filter(says('Больше 10 файлов')).length, 1)
  await press(doer, 'Отправить отчёт', says('Больше 10 файлов'))
  await director.waitFor(says('Отчёт по поручению', 'во вложении'), { since: 'start' })
  const { files } = await school.db.one<{ files: number }>(sql`
    select count(*) as files from task_attachment where task_id = ${id}`)
  assert.equal(files, 10)
})

test('a remark needs words: files alone are kept until they come', async () => {
  await using told = await startOrderSchool()
  const { director, doer } = told
  const { id } = await told.issue()
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  await press(doer, 'без подробностей', says('Напишите, что сделано'))
  await press(director, 'На доработку', says('Отчёт по поручению'))
  await director.waitFor(says('что нужно доделать'))
  await director.sendPhoto()
  const asked = await director.waitFor(says('Теперь напишите'))
  assert.deepEqual(labels(asked), ['✖️ Отмена'])
  await ask(director, 'Вот здесь криво', 'Файлы: 1')
  await press(director, 'Вернуть на доработку', says('Файлы: 1'))
  await doer.waitFor(says('возвращено на доработку', 'Вот здесь криво'), { since: 'start' })
  await doer.waitFor(({ media }) => media?.kind === 'photo', { since: 'start' })
})

test('a dialogue is left by its button, by /cancel and by any command; its buttons then drive nothing', async () => {
  await using told = await startOrderSchool()
  const { doer } = told
  const { id } = await told.issue()
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  const first = await doer.waitFor(says('Напишите, что сделано'))
  await press(doer, 'Отмена', says('Напишите, что сделано'))
  await doer.waitFor(says('ничего не изменилось'))
  await press(doer, 'Отчитаться', isCard(`№${id}`))
  const second = await doer.waitFor(says('Напишите, что сделано'))
  assert.match((await pressAgain(doer, buttonOf(first, 'без подробностей'))) ?? '', /уже не действует/)
  assert.match((await pressAgain(doer, buttonOf(first, 'Отмена'))) ?? '', /уже не действует/)
  await ask(doer, '/cancel', 'отменено')
  assert.match((await pressAgain(doer, buttonOf(second, 'без подробностей'))) ?? '', /уже не действует/)
  await press(doer, 'Попросить другой срок', isCard(`№${id}`))
  const due = await doer.waitFor(says('К какому сроку'))
  await doer.send('/help')
  await doer.waitFor(says('Что здесь можно'))
  assert.match((await pressAgain(doer, buttonOf(due, 'Завтра'))) ?? '', /уже не действует/)
  assert.equal((await told.taskOf(id)).status, 'delivered')
})

test('deadlines that make no sense are asked again; a mistaken one is chosen anew; the request is one', async () => {
  await using told = await startOrderSchool()
  const { director, doer } = told
  const { id } = await told.issue()
  await press(doer, 'Попросить другой срок', isCard(`№${id}`))
  await doer.waitFor(says('Сейчас срок: чт, 26 ноября, 15:00', 'К какому сроку'))
  await ask(doer, 'вчера', 'уже прошёл')
  await ask(doer, '32.13', 'понять не получилось')
  await ask(doer, 'четверг 15:00', 'Такой срок стоит и сейчас')
  await ask(doer, 'завтра', 'почему он нужен')
  await press(doer, 'Выбрать другой срок', says('почему он нужен'))
  await doer.waitFor(says('К какому сроку'), { since: 'start' })
  await ask(doer, '30.11 15:00', 'новый срок: пн, 30 ноября, 15:00')
  await doer.sendPhoto({ caption: 'Справка' })
  await doer.waitFor(says('нужен только текст'))
  await ask(doer, 'щ'.repeat(2001), '2001 знак')
  await ask(doer, 'Болею', 'Пока действует прежний: чт, 26 ноября, 15:00')
  await director.waitFor(says('Просят: пн, 30 ноября, 15:00'), { since: 'start' })
  const again = await doer.pressData(`task_ask_to_move:${id}`, { forge: true })
  assert.match((await again.answered()).text ?? '', /Дождитесь, пожалуйста, ответа/)
})

test('what was asked for lies behind when the director agrees: he sets another deadline at once', async () => {
  await using told = await startOrderSchool()
  const { director, doer } = told
  const { id } = await told.issue()
  await press(doer, 'Попросить другой срок', isCard(`№${id}`))
  await doer.waitFor(says('К какому сроку'))
  await ask(doer, 'завтра в 10:00', 'почему он нужен')
  await ask(doer, 'Успею раньше', 'отправлена')
  await director.waitFor(says('Просят: вт, 24 ноября, 10:00'), { since: 'start' })
  told.setNow(new Date('2026-11-24T09:00:00Z'))
  assert.match((await press(director, 'Перенести')) ?? '', /уже прошёл. Назначьте/)
  await director.waitFor(says('К какому сроку'))
  await ask(director, 'в пятницу в 12:00', 'Новый срок поручения')
  await doer.waitFor(says('Изменён срок поручения', 'пт, 27 ноября, 12:00'), { since: 'start' })
  const { answer } = await told.school.db.one<{ answer: string }>(sql`select answer from task_move_request`)
  assert.equal(answer, 'withdrawn')
})
