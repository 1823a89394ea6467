import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { ask, buttonOf, labels, offers, press, pressAgain, says } from './chat.ts'
import { fileTicket, statusOf } from './file-a-ticket.ts'
import { type School, startSchool } from './school.ts'

interface Story extends AsyncDisposable {
  school: School
  author: PersonDriver
  specialist: PersonDriver
  /** The ticket that the author has filed. */
  id: number
  /** Lets days go by. */
  passDays(days: number): void
  take(): Promise<void>
  resolve(): Promise<void>
}

/** A school with a ticket; one for each test, because a chat gets only so many messages a second. */
async function story(): Promise<Story> {
  let days = 0
  const school = await startSchool({ now: () => new Date(Date.now() + days * 24 * 3600 * 1000) })
  const specialist = await school.person('Игорь', 'specialist')
  const author = await school.person('Агата', 'staff')
  const id = await fileTicket(author)
  async function take(): Promise<void> {
    await press(specialist, 'Взять')
    await specialist.waitFor(offers('Выполнено'), { since: 'start' })
  }
  return {
    ...{ school, author, specialist, id, take },
    passDays(more) {
      days += more
    },
    async resolve() {
      await take()
      await press(specialist, 'Выполнено')
      await specialist.waitFor(says('что сделано?'))
      await ask(specialist, 'Заменили картридж', 'выполнена')
    },
    [Symbol.asyncDispose]: () => school[Symbol.asyncDispose](),
  }
}

test('the result is confirmed with a press and rated once', async () => {
  await using told = await story()
  const { school, author, id } = told
  await told.resolve()
  const notice = await author.waitFor(offers('Всё в порядке'), { since: 'start' })
  await press(author, 'Всё в порядке')
  const thanks = await author.waitFor(offers('5 ⭐'), { since: 'start' })
  assert.equal(await statusOf(school, id), 'closed')
  assert.match((await press(author, '4 ⭐')) ?? '', /Спасибо за оценку/)
  assert.match((await pressAgain(author, buttonOf(thanks, '1 ⭐'))) ?? '', /уже поставили/)
  assert.match((await pressAgain(author, buttonOf(notice, 'Вернуть'))) ?? '', /уже закрыта/)
  assert.deepEqual(await school.db.one(sql`select rating from ticket where id = ${id}`), { rating: 4 })
})

test('a result that is not good goes back with a reason', async () => {
  await using told = await story()
  const { school, author, specialist, id } = told
  await told.resolve()
  await press(author, 'Вернуть на доработку')
  await author.waitFor(says('что ещё не так'))
  await author.sendSticker()
  await author.waitFor(says('не приложить'))
  await author.sendPhoto()
  await author.waitFor(says('пару слов'))
  await ask(author, 'Снова полосы', 'возвращена на доработку')
  assert.equal(await statusOf(school, id), 'in_progress')
  const notice = await specialist.waitFor(says('Снова полосы'), { since: 'start' })
  assert.deepEqual(labels(notice), ['📄 Открыть заявку', '✅ Выполнено'])
})

test('a closed ticket is reopened with a reason, but not after its days', async () => {
  await using told = await story()
  const { school, author, specialist, id } = told
  await told.resolve()
  const notice = await author.waitFor(offers('Всё в порядке'), { since: 'start' })
  await pressAgain(author, buttonOf(notice, 'Всё в порядке'))
  await ask(author, `/start t_${id}`, 'закрыта')
  await press(author, 'Открыть снова')
  await author.waitFor(says('что случилось снова'))
  await ask(author, 'Опять не печатает', 'открыта снова')
  assert.equal(await statusOf(school, id), 'in_progress')
  await specialist.waitFor(says('Опять не печатает'), { since: 'start' })

  await school.db.run(sql`update ticket set status = 'closed', status_since = now() where id = ${id}`)
  told.passDays(8)
  await author.pressData(`t_reopen:${id}`, { forge: true })
  const late = await author.waitFor(says('закрыта давно'))
  assert.ok(offers('Новая заявка')(late))
})

test('a ticket is cancelled after one more question', async () => {
  await using told = await story()
  const { school, author, id } = told
  await press(author, 'Открыть заявку')
  await press(author, 'Отменить заявку')
  await author.waitFor(says('Точно отменить'))
  await press(author, 'Нет, оставить')
  assert.equal(await statusOf(school, id), 'new')
  await press(author, 'Отменить заявку')
  await press(author, 'Да, отменить')
  await author.waitFor(says('отменена'), { since: 'start' })
  assert.equal(await statusOf(school, id), 'cancelled')
})

test('an answer lets the work go on, and a comment counts as one while the ticket waits', async () => {
  await using told = await story()
  const { school, author, specialist, id } = told
  await told.take()
  for (const [question, button, answer] of [
    ['Какой кабинет?', 'Ответить', 'Двести четвёртый'],
    ['А этаж?', 'Ответить', 'Второй'],
  ] as const) {
    await specialist.pressData(`t_ask:${id}`, { forge: true })
    await specialist.waitFor(says('Вопрос по заявке'))
    await ask(specialist, question, 'отправлен')
    await author.waitFor(says(question), { since: 'start' })
    assert.equal(await statusOf(school, id), 'waiting_for_author')
    await press(author, button)
    await author.waitFor(says('Напишите ответ'))
    await ask(author, answer, 'передан')
    assert.equal(await statusOf(school, id), 'in_progress')
    await specialist.waitFor(says(answer), { since: 'start' })
  }
  // the answer may be all that was missing
  await press(specialist, 'Выполнено', says('Второй'))
  await specialist.waitFor(says('что сделано?'), { since: 'start' })
  await ask(specialist, 'Починили', 'выполнена')
  assert.equal(await statusOf(school, id), 'resolved')
})

test('a comment with an album reaches the specialist once, with all its files', async () => {
  await using told = await story()
  const { school, author, specialist, id } = told
  await told.take()
  await press(author, 'Открыть заявку')
  await press(author, 'Комментарий')
  await author.waitFor(says('Напишите комментарий'))
  await author.sendAlbum([{ photo: true, caption: 'Вот так выглядит' }, { photo: true }, { photo: true }])
  await author.waitFor(says('Добавлено к заявке'))
  await school.sandbox.waitUntilIdle()
  await specialist.waitFor(says('Вот так выглядит'), { since: 'start' })
  const { files } = await school.db.one<{ files: number }>(sql`
    select count(*) as files from ticket_attachment where ticket_id = ${id}`)
  assert.equal(files, 3)
  assert.equal((await specialist.messages()).filter(says(`Комментарий к заявке №${id}`)).length, 1)
})

test('a comment of more than 4,000 characters is refused, and the dialogue goes on', async () => {
  await using told = await story()
  const { author, id } = told
  await press(author, 'Открыть заявку')
  await press(author, 'Комментарий')
  await author.waitFor(says('Напишите комментарий'))
  await ask(author, 'щ'.repeat(4001), '4001 знак')
  await ask(author, 'Короче', 'Добавлено к заявке')
  await ask(author, `/start t_${id}`, 'Не печатает')
  await press(author, 'История')
  const history = await author.waitFor(says('История заявки'))
  assert.match(history.text ?? '', /подана[\s\S]*добавлен комментарий[\s\S]*Короче/)
})
