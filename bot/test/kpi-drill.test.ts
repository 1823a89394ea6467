import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import type { Language } from '../src/platform/language.ts'
import type { Tx } from '../src/platform/postgres.ts'
import { isTaskFigure, type KpiFigure, taskFigures, ticketFigures } from '../src/reports/kpi-figure.ts'
import { readKpiList, rowsPerPage } from '../src/reports/kpi-list.ts'
import { periodKinds } from '../src/reports/kpi-period.ts'
import { findPeriod } from '../src/reports/kpi-periods-store.ts'
import { findPlaceName, listTicketSlices } from '../src/reports/kpi-slices-store.ts'
import type { KpiSubject } from '../src/reports/kpi-subject.ts'
import { type KpiCard, readCard } from '../src/reports/read-card.ts'
import { labels, press, says } from './chat.ts'
import { createTestDatabase } from './database.ts'
import { generateYear } from './generated-year.ts'
import { insertMade } from './insert-made.ts'
import { asOf } from './kpi-as-of.ts'
import { type KpiSchool, startKpiSchool } from './kpi-school.ts'

const timezone = 'Europe/Moscow'

/** The number on the card; of a time, whether there is one. */
function onCard({ tasks, tickets }: KpiCard, figure: KpiFigure): number | 'time' {
  if (figure === 'delayed' || figure === 'responded') return 'time'
  return isTaskFigure(figure) ? (tasks?.figures[figure] ?? 0) : (tickets?.figures[figure] ?? 0)
}

async function countByPages(
  tx: Tx,
  of: Omit<Parameters<typeof readKpiList>[1], 'page' | 'maySee'>,
  now: Date,
) {
  const reader = { language: 'ru' as Language, timezone, now }
  const all = { ...of, maySee: () => true }
  const first = await readKpiList(tx, { ...all, page: 0 }, reader)
  const last = Math.max(Math.ceil(first.total / rowsPerPage) - 1, 0)
  const { lines, buttons } = last === 0 ? first : await readKpiList(tx, { ...all, page: last }, reader)
  assert.equal(lines.length, buttons.length)
  assert.equal(last * rowsPerPage + lines.length, first.total)
  return first.total
}

test('in a year of a school every number of every card equals the list behind it', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const year = generateYear()
  await insertMade(db, year)
  const now = year.until
  await asOf(db, now, async (tx) => {
    const present = await findPeriod(tx, 'year', 0, timezone)
    const [place] = await listTicketSlices(
      tx,
      present,
      { slice: 'place', language: 'ru' },
      { limit: 1, offset: 0 },
    )
    assert.ok(place)
    assert.equal(await findPlaceName(tx, place.hash), place.name)
    const [busy] = year.tasks.filter(({ deadline }) => deadline > present.starts && deadline < now)
    const [specialist] = year.tickets.filter(({ assigneeId }) => assigneeId !== null)
    const subjects: KpiSubject[] = [
      { of: 'school' },
      { of: 'person', personId: busy?.responsibleId ?? 0 },
      { of: 'person', personId: specialist?.assigneeId ?? 0 },
      { of: 'category', categoryId: 2 },
      { of: 'place', hash: place.hash },
      { of: 'nobody' },
    ]
    let rows = 0
    for (const kind of periodKinds) {
      const period = await findPeriod(tx, kind, 0, timezone)
      const { previous } = period
      const before =
        kind === 'week' && previous !== null ? await findPeriod(tx, kind, previous, timezone) : undefined
      for (const subject of subjects) {
        for (const one of before ? [period, before] : [period]) {
          const card = await readCard(tx, subject, one, { now, hasTickets: true })
          for (const figure of [...taskFigures, ...ticketFigures]) {
            const listed = await countByPages(tx, { subject, period: one, figure }, now)
            const number = onCard(card, figure)
            if (number !== 'time') assert.equal(listed, number, `${subject.of} ${kind} ${one.day} ${figure}`)
            rows += listed
          }
        }
      }
    }
    assert.ok(rows > 10_000, `${rows} rows were listed`)
  })
})

let desk: KpiSchool
before(async () => {
  desk = await startKpiSchool()
})
after(() => desk[Symbol.asyncDispose]())

/** From /kpi to the list of a number. */
async function openList(person: PersonDriver, part: string, label: string) {
  await person.send('/kpi')
  const card = await person.waitFor((message) => labels(message).includes('📎 В файл'))
  const sameCard = (message: { messageId: number }) => message.messageId === card.messageId
  await press(person, part, sameCard)
  await press(person, label, (message) => sameCard(message) && labels(message).some((text) => text === label))
  return person.waitFor(says(label.replace(/ \d+$/, '')), { since: 'start' })
}

test('the director goes from a number to its orders, and opens one; the list stays', async () => {
  const list = await openList(desk.director, '🔎 Поручения', 'С опозданием: 1')
  assert.match(
    list.text ?? '',
    /№4 🟠 с опозданием · Борис · срок 18 ноября в 12:00 · опоздание 3 ч · возвращали 1 раз/,
  )
  await press(desk.director, '№4', says('С опозданием: 1'))
  await desk.director.waitFor(says('Поручение №4'))
  await press(desk.director, 'Назад', says('С опозданием: 1'))
  await desk.director.waitFor((message) => labels(message).includes('Исполнено: 3'))
})

test('every number of orders and tickets has a button with it', async () => {
  await desk.director.send('/kpi')
  const card = await desk.director.waitFor(says('Показатели школы'))
  const sameCard = ({ messageId }: { messageId: number }) => messageId === card.messageId
  await press(desk.director, '🔎 Поручения', sameCard)
  const tasks = await desk.director.waitFor((message) => labels(message).includes('Исполнено: 3'), {
    since: 'start',
  })
  assert.deepEqual(labels(tasks), [
    ...[
      'Срок в это время: 5',
      'Исполнено: 3',
      'В срок: 2',
      'С опозданием: 1',
      'Просрочено: 1',
      'Ждут приёмки: 1',
    ],
    ...['Возвращали: 1', 'Переносили срок: 1', 'Опоздание', 'Сейчас просрочено: 1', 'Сейчас ждут приёмки: 1'],
    '⬅️ Назад',
  ])
  await press(desk.director, 'Назад', sameCard)
  await press(desk.director, '🔎 Заявки', sameCard)
  const tickets = await desk.director.waitFor((message) => labels(message).includes('Подано: 3'), {
    since: 'start',
  })
  assert.deepEqual(labels(tickets), [
    ...['Подано: 3', 'Выполнено: 2', 'В работе и ждут: 1', 'Время ответа', 'Ответ вовремя: 1'],
    ...['Нет ответа вовремя: 2', 'Решено вовремя: 2', 'С оценкой: 1', 'Сейчас открыто: 1', '⬅️ Назад'],
  ])
})

test('the director goes from a number to its tickets, and opens one', async () => {
  const list = await openList(desk.director, '🔎 Заявки', 'Нет ответа вовремя: 2')
  assert.match(list.text ?? '', /№3 🆕 новая · без исполнителя/)
  assert.match(list.text ?? '', /№2 .* · Иван · ответ за 3 ч · решение за 5 ч\n.* спортзал: секрет/)
  await press(desk.director, '№3', says('Нет ответа вовремя: 2'))
  await desk.director.waitFor(says('Заявка №3'))
})

test('by person the worst come first, and each opens to his card and back to the school', async () => {
  await desk.director.send('/kpi')
  await desk.director.waitFor(says('Показатели школы'))
  await press(desk.director, 'По людям')
  const people = await desk.director.waitFor(says('По людям', 'Доля исполненных в срок'))
  assert.deepEqual(labels(people).slice(0, 2), ['Анна · 50 % · 🔴 1', 'Борис · 50 %'])
  await press(desk.director, 'Анна', says('По людям'))
  const card = await desk.director.waitFor(says('📊 Анна', 'Срок наступает в это время: 3'))
  assert.doesNotMatch(card.text ?? '', /Заявки/)
  await press(desk.director, 'Вся школа', says('📊 Анна'))
  await desk.director.waitFor(says('Показатели школы'))
})

test('tickets are told apart by specialist, category and place', async () => {
  for (const [slice, line, card] of [
    ['Исполнители', 'Иван · 2, открыто 0 · 100 %', '📊 Иван'],
    ['Исполнители', 'без исполнителя · 1, открыто 1', '📊 Заявки без исполнителя'],
    ['По категориям', 'Компьютеры и сеть · 2, открыто 1 · 100 %', '📊 Компьютеры и сеть'],
    ['По местам', 'спортзал · 1, открыто 0 · 100 %', '📊 спортзал'],
  ] as const) {
    await desk.director.send('/kpi')
    await desk.director.waitFor(says('Показатели школы'))
    await press(desk.director, slice)
    await desk.director.waitFor((message) => labels(message).includes(line))
    await press(desk.director, line)
    await desk.director.waitFor(says(card, 'Подано'))
  }
})
