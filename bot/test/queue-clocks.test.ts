import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import type { FinishedDraft } from '../src/tickets/file-ticket.ts'
import { labels, press, says } from './chat.ts'
import { type Desk } from './desk.ts'
import { deskOf, personOf } from './help-desk.ts'
import { type School, startSchool } from './school.ts'

/** A Friday: the school works from 8 to 18, and not on weekends. */
const moscow = (time: string) => new Date(`2026-11-20T${time}+03:00`)

let school: School
let desk: Desk
let teacher: PersonDriver
let ivan: PersonDriver
let anna: PersonDriver
const ids: Record<string, number> = {}

before(async () => {
  school = await startSchool({ now: () => moscow('15:00') })
  desk = deskOf(school)
  teacher = await school.person('Мария', 'staff')
  ivan = await school.person('Иван', 'specialist')
  anna = await school.person('Anna', 'specialist', { language: 'en' })
  const [author, worker] = [await personOf(school, teacher), await personOf(school, ivan)]
  const file = async (place: string, time: string, draft: Partial<FinishedDraft> = {}) => {
    const { id } = await desk.file(author, { place, ...draft }, moscow(time))
    ids[place] = id
    return { ticketId: id, actor: worker }
  }
  const take = async (place: string, time: string, draft: Partial<FinishedDraft>) => {
    const ticket = await file(place, time, draft)
    await desk.change({ ...ticket, action: 'take', now: moscow(time), changes: { assigneeId: worker.id } })
    return ticket
  }
  await file('Без срока', '09:00', { urgency: 'low', categoryId: 3 })
  await file('До понедельника', '14:00')
  const done = await take('Сделано', '09:00', { urgency: 'critical' })
  await desk.change({ ...done, action: 'resolve', now: moscow('09:30'), changes: { resolution: 'готово' } })
  for (const [place, time] of [
    ['Ждёт', '10:00'],
    ['Ждёт недолго', '08:00'],
  ] as const) {
    const waiting = await take(place, time, {})
    await desk.change({ ...waiting, action: 'ask', now: moscow('14:00') })
  }
  await take('В работе', '10:00', { urgency: 'high' })
  await file('Скоро', '14:20', { urgency: 'high' })
  await file('Опоздали', '13:20', { urgency: 'critical' })
})
after(() => school[Symbol.asyncDispose]())

/** The places of a list, in their order. */
const placesIn = ({ text = '' }: Message) =>
  [...text.matchAll(/ · 💻 ([^·]+) · | · 💡 ([^·]+) · /g)].map(([, computers, light]) => computers ?? light)

test('what is due first comes first; then those that wait for authors, then those without a target', async () => {
  await ivan.send('/queue')
  const fresh = await ivan.waitFor(says('Новые заявки'))
  assert.deepEqual(placesIn(fresh), ['Опоздали', 'Скоро', 'До понедельника', 'Без срока'])
  await press(ivan, 'Все', says('Новые заявки'))
  const all = await ivan.waitFor(says('Все открытые заявки'))
  const order = ['Опоздали', 'Скоро', 'В работе', 'До понедельника', 'Ждёт недолго', 'Ждёт', 'Без срока']
  assert.deepEqual(placesIn(all), order.slice(0, 6))
  await press(ivan, '▶️', says('Все открытые заявки'))
  assert.deepEqual(placesIn(await ivan.waitFor(says('Все открытые заявки', 'Без срока'))), order.slice(6))
  await press(ivan, 'Мои', says('Все открытые заявки'))
  const own = await ivan.waitFor(says('Мои заявки'))
  assert.deepEqual(placesIn(own), ['В работе', 'Ждёт недолго', 'Ждёт', 'Сделано'])
  await press(ivan, 'Новые', says('Мои заявки'))
})

test('each line says what is left, beside the age, in words that fit a phone', async () => {
  await ivan.send('/queue')
  const russian = await ivan.waitFor(says('Новые заявки'))
  assert.equal(
    russian.text,
    [
      '📥 Новые заявки',
      `🔴 №${ids['Опоздали']} · 💻 Опоздали · 1 ч\nНе работает\n❗️ Ответ: просрочено на 40 мин`,
      `🟠 №${ids['Скоро']} · 💻 Скоро · 40 мин\nНе работает\n⏳ Ответ: осталось 1 ч 20 мин`,
      `🟢 №${ids['До понедельника']} · 💻 До понедельника · 1 ч\nНе работает\n⏳ Ответ: осталось 7 ч`,
      `⚪️ №${ids['Без срока']} · 💡 Без срока · 6 ч\nНе работает`,
    ].join('\n\n'),
  )
  await anna.send('/queue')
  const english = await anna.waitFor(says('New tickets'))
  assert.match(english.text ?? '', /❗️ Response: 40 min overdue[\s\S]*⏳ Response: 1 h 20 min left/)
  await press(anna, 'All', says('New tickets'))
  const all = await anna.waitFor(says('All open tickets'))
  assert.match(all.text ?? '', /in progress: Иван\n⏳ Resolution: 3 h left/)
  assert.match(all.text ?? '', /waiting for the author: Иван\n⏸ paused: waiting for the author/)
})

test('filters keep the order', async () => {
  await anna.send('/queue')
  await press(anna, 'All categories', says('New tickets'))
  await press(anna, 'Computers', says('which category'))
  const computers = await anna.waitFor(({ text = '', ...message }) => {
    return text.includes('New tickets') && !text.includes('Без срока') && labels(message).length > 0
  })
  assert.deepEqual(placesIn(computers), ['Опоздали', 'Скоро', 'До понедельника'])
})

test('a card shows both clocks to who works on tickets, and none of them to the author', async () => {
  const ticketId = ids['В работе']
  const waiting = ids['Ждёт']
  await ivan.pressData(`open:${ticketId}`, { forge: true })
  await ivan.waitFor(
    says(`№${ticketId} ·`, '⏱ Первый ответ через 1 мин', '⏳ Срок решения: 20 ноября в 18:00'),
  )
  await ivan.pressData(`open:${waiting}`, { forge: true })
  await ivan.waitFor(says(`№${waiting} ·`, '⏸ Решение на паузе: ждём автора (осталось 20 ч)'))
  await anna.pressData(`open:${ids['Опоздали']}`, { forge: true })
  const card = await anna.waitFor(
    says(`#${ids['Опоздали']} ·`, '❗️ First response was due 20 November at 14:20'),
  )
  assert.match(card.text ?? '', /⏳ Resolution due 20 November at 17:20/)
  await teacher.pressData(`open:${ticketId}`, { forge: true })
  const own = await teacher.waitFor(says(`№${ticketId} ·`))
  assert.doesNotMatch(own.text ?? '', /[Сс]рок|[Пп]ервый ответ|⏳|⏱|❗️/)
})
