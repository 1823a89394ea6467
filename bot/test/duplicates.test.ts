import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkDuplicate } from '../src/tickets/specialist/link-duplicate.ts'
import { press, says } from './chat.ts'
import { createTestDatabase } from './database.ts'
import { createDesk } from './desk.ts'
import { file, shows, ticketOf } from './help-desk.ts'
import { startSchool } from './school.ts'

const now = new Date('2026-11-21T09:00:00Z')

test('a duplicate is closed with the ticket it repeats, found by number', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const original = await file(school, teacher, { place: 'Актовый зал' })
  const { id } = await file(school, teacher)
  await press(ivan, 'Это повтор', shows(id))
  await ivan.waitFor(says('Напишите номер'))
  await ivan.send('не знаю')
  await ivan.waitFor(says('Нужен номер заявки'))
  await ivan.send(String(id))
  await ivan.waitFor(says('номер самой заявки'))
  await ivan.send('99')
  await ivan.waitFor(says('Заявки №99 нет'))
  await ivan.send(`№${original.id}`)
  await press(ivan, 'Да, это повтор', says('Актовый зал', 'Закрыть заявку'))
  await ivan.waitFor(says(`Заявка №${id} закрыта как повтор заявки №${original.id}`))
  await teacher.waitFor(says(`Заявка №${id} закрыта как повтор`), { since: 'start' })
  const { status, duplicateOf } = await ticketOf(school, id)
  assert.deepEqual({ status, duplicateOf }, { status: 'closed', duplicateOf: original.id })
})

test('duplicates point to the root, never to themselves, in a circle, or to what was cancelled', async () => {
  await using database = await createTestDatabase()
  const desk = createDesk(database.db)
  const author = await desk.person('Мария', 'staff')
  const actor = await desk.person('Иван', 'specialist')
  const ids: number[] = []
  for (let i = 0; i < 5; i++) ids.push((await desk.file(author, {})).id)
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = ids
  const link = (ticketId: number, originalId: number, by = actor) =>
    database.db.transaction((tx) =>
      linkDuplicate(tx, desk.settings, { ticketId, originalId, actor: by, now }),
    )

  assert.equal((await link(first, first)).kind, 'same_ticket')
  assert.equal((await link(first, 999)).kind, 'no_such_original')
  assert.equal((await link(first, second, author)).kind, 'not_allowed')
  assert.equal((await link(second, first)).kind, 'changed')
  const chained = await link(third, second)
  assert.equal(chained.kind === 'changed' && chained.change.after.duplicateOf, first)
  assert.deepEqual(await link(first, third), { kind: 'circle', of: third })
  assert.equal((await link(second, fourth)).kind, 'wrong_status')
  await desk.change({ ticketId: fifth, action: 'cancel', actor: author, now })
  assert.equal((await link(fourth, fifth)).kind, 'original_cancelled')
})

test('of two tickets linked to each other at the same instant one stays open', async () => {
  await using database = await createTestDatabase()
  const desk = createDesk(database.db)
  const author = await desk.person('Мария', 'staff')
  const actor = await desk.person('Иван', 'specialist')
  for (let i = 0; i < 20; i++) {
    const [one, other] = [await desk.file(author, {}), await desk.file(author, {})]
    const both = await Promise.all(
      [
        { ticketId: one.id, originalId: other.id },
        { ticketId: other.id, originalId: one.id },
      ].map((pair) =>
        database.db.transaction((tx) => linkDuplicate(tx, desk.settings, { ...pair, actor, now })),
      ),
    )
    assert.deepEqual(both.map(({ kind }) => kind).sort(), ['changed', 'circle'])
  }
})

test('the author of a duplicate learns when the work on the original is done', async () => {
  await using database = await createTestDatabase()
  const desk = createDesk(database.db)
  const actor = await desk.person('Иван', 'specialist')
  const author = await desk.person('Мария', 'staff')
  const neighbour = await desk.person('Анна', 'staff')
  const original = await desk.file(author, {})
  const { id } = await desk.file(neighbour, {})
  await database.db.transaction((tx) =>
    linkDuplicate(tx, desk.settings, { ticketId: id, originalId: original.id, actor, now }),
  )
  await desk.resolve(original.id, actor, 'Заменили кабель', now)
  const told = (await desk.owedTo(neighbour)).at(-1) ?? ''
  assert.ok(
    told.includes(`№${original.id}`) && told.includes(`ваша №${id}`) && told.includes('Заменили кабель'),
  )
})
