import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  findTicketOfPart,
  listDescriptionParts,
  updateDescriptionPart,
} from '../src/tickets/description-parts-store.ts'
import { listRecentPlaces } from '../src/tickets/filing/places-store.ts'
import {
  findMessageBySource,
  listTicketMessages,
  updateTicketMessage,
} from '../src/tickets/ticket-messages-store.ts'
import { listTicketsOfAuthor } from '../src/tickets/ticket-views-store.ts'
import { findTicketByShortDraft } from '../src/tickets/tickets-store.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'

let database: TestDatabase
let desk: Desk

before(async () => {
  database = await createTestDatabase()
  desk = createDesk(database.db)
})
after(() => database[Symbol.asyncDispose]())

test('a ticket is found by the beginning of its draft, for the one who filed it alone', async () => {
  const [filer, other] = [await desk.person('Анна', 'staff'), await desk.person('Борис', 'staff')]
  const ticket = await desk.file(filer, { draftId: 'fedcba98-0000-4000-8000-000000000001' })
  assert.deepEqual(await findTicketByShortDraft(desk.db, filer.id, 'fedcba98'), ticket)
  assert.equal(await findTicketByShortDraft(desk.db, other.id, 'fedcba98'), undefined)
  assert.equal(await findTicketByShortDraft(desk.db, filer.id, 'fedcba99'), undefined)
})

test('a ticket is found by each message its description was put together from', async () => {
  const filer = await desk.person('Вера', 'staff')
  const chatId = filer.telegramId
  const parts = [
    { messageId: 77, text: 'Не горит' },
    { messageId: 79, text: 'и гудит' },
  ]
  const ticket = await desk.file(filer, { parts })
  assert.equal(await findTicketOfPart(desk.db, { chatId, messageId: 79 }), ticket.id)
  assert.equal(await findTicketOfPart(desk.db, { chatId, messageId: 78 }), undefined)
  assert.equal(await findTicketOfPart(desk.db, { chatId: chatId + 1, messageId: 79 }), undefined)
  await desk.db.transaction((tx) => updateDescriptionPart(tx, { chatId, messageId: 79 }, 'и мигает'))
  assert.deepEqual(await listDescriptionParts(desk.db, ticket.id), [
    parts[0],
    { messageId: 79, text: 'и мигает' },
  ])
})

test('a message is found by where it was typed, and an edit of it is marked', async () => {
  const author = await desk.person('Дарья', 'staff')
  const ticket = await desk.file(author, {})
  const source = { chatId: author.telegramId, messageId: 88 }
  const at = new Date('2026-09-01T10:00:00Z')
  await desk.change({
    ...{ ticketId: ticket.id, action: 'comment', actor: author, now: at },
    message: { kind: 'comment', text: 'Ключ у охраны', source },
  })
  const found = await findMessageBySource(desk.db, source)
  assert.ok(found)
  assert.deepEqual(found, {
    ...{ id: found.id, ticketId: ticket.id, authorId: author.id, kind: 'comment', text: 'Ключ у охраны' },
  })
  const editedAt = new Date('2026-09-01T11:00:00Z')
  await desk.db.transaction((tx) => updateTicketMessage(tx, found.id, 'Ключ на вахте', editedAt))
  assert.deepEqual(await listTicketMessages(desk.db, ticket.id, false), [
    { authorName: 'Дарья', kind: 'comment', text: 'Ключ на вахте', createdAt: at, editedAt },
  ])
})

test('own places come first, the newest before the others, each once', async () => {
  const [own, other] = [await desk.person('Елена', 'staff'), await desk.person('Жора', 'staff')]
  await desk.file(own, { place: 'Кабинет 1' })
  await desk.file(own, { place: 'Кабинет 2' })
  await desk.file(own, { place: 'Кабинет 1' })
  await desk.file(other, { place: 'Столовая' })
  await desk.file(other, { place: 'Кабинет 2' })
  assert.deepEqual(await listRecentPlaces(desk.db, own.id, 3), ['Кабинет 1', 'Кабинет 2', 'Столовая'])
})

test("the tickets of a person are his own, those he filed for others, and nobody else's", async () => {
  const [own, other] = [await desk.person('Зоя', 'staff'), await desk.person('Илья', 'staff')]
  const first = await desk.file(own, {})
  const forOther = await desk.file(own, { authorId: other.id })
  const byOther = await desk.file(other, { authorId: own.id })
  await desk.file(other, {})
  await desk.change({ ticketId: first.id, action: 'cancel', actor: own, now: new Date() })
  const ids = async (only: 'open' | 'all') =>
    (await listTicketsOfAuthor(desk.db, own.id, only, { limit: 10, offset: 0 })).map(({ id }) => id)
  assert.deepEqual(await ids('all'), [byOther.id, forOther.id, first.id])
  assert.deepEqual(await ids('open'), [byOther.id, forOther.id])
})
