import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { createDesk } from '../desk.ts'
import { dialogueNames } from '../dialogue-beginnings.ts'
import { createOrderDesk } from '../order-desk.ts'
import { everyDialogue, type Typist } from './every-dialogue.ts'
import { assertHeldLittle, slownessNow } from './held-loop.ts'
import { hostileTexts } from './hostile-texts.ts'
import { createWholeBot, supportChatId, type WholeBot } from './whole-bot.ts'

let database: TestDatabase
let bot: WholeBot
let typists: Record<Typist, { telegramId: number }>
let ids: { personId: number; ticketId: number; taskId: number }

/** A school of two hundred, with a ticket that is being worked on and an order. */
before(async () => {
  database = await createTestDatabase()
  const desk = createDesk(database.db)
  const orders = createOrderDesk(database.db)
  const boss = await orders.person('Директор Анна', 'admin', { givesTasks: true })
  const specialist = await desk.person('Пётр', 'specialist')
  const teacher = await desk.person('Мария Ивановна', 'staff')
  await database.db.run(sql`
    insert into person (telegram_id, name, role)
    select 700000 + n, 'Аеи Бв' || n || ' Анна Мария', 'staff' from generate_series(1, 200) as n`)
  const ticket = await desk.file(teacher, {})
  await desk.change({ ticketId: ticket.id, action: 'take', actor: specialist, now: new Date() })
  const [task] = await orders.issue(boss, [teacher])
  typists = { boss, specialist, teacher, stranger: { telegramId: 77_777 } }
  ids = { personId: teacher.id, ticketId: ticket.id, taskId: task?.id ?? 0 }
  bot = await createWholeBot(database, () => new Date())
})
after(() => database[Symbol.asyncDispose]())

let messageId = 1

function message({ telegramId: id }: { telegramId: number }, changes: object) {
  const from = { id, is_bot: false, first_name: 'Анна', language_code: 'ru' }
  const chat = { id, type: 'private', first_name: 'Анна' }
  // not the next id: that would be the rest of a text that was too long
  messageId += 7
  return { message: { message_id: messageId, date: Math.floor(Date.now() / 1000), chat, from, ...changes } }
}

/** The update is handled, by no fault, and holds up nobody. */
async function endures(what: string, prepare: () => Promise<void>, update: () => object, slowness: number) {
  await assertHeldLittle(what, {
    before: prepare,
    async work() {
      const outcome = await bot.handle(update())
      await bot.idle()
      assert.match(outcome, /^(?:handled|ignored)$/, `${what}: ${outcome}`)
    },
    slowness,
  })
}

test('every dialogue of the bot is in the table of those that are tried', () => {
  // it only remembers when something was said
  const dialogues = dialogueNames().filter((name) => name !== 'told')
  assert.deepEqual(Object.keys(everyDialogue(ids)).toSorted(), dialogues.toSorted())
  const known = new Set(dialogues)
  assert.deepEqual(
    bot.dialogues.filter((name) => !known.has(name)),
    [],
    'those that the routers know',
  )
})

for (const state of Object.keys(everyDialogue({ personId: 0, ticketId: 0, taskId: 0 }))) {
  test(`no text that is typed into a step of ${state} is a fault or holds up the others`, async () => {
    const slowness = slownessNow()
    const { as, data } = everyDialogue(ids)[state] ?? { as: 'boss', data: [] }
    for (const [index, remembered] of data.entries()) {
      for (const [name, text] of Object.entries(hostileTexts)) {
        const stand = () => bot.stand(typists[as], { state, data: remembered })
        await endures(`${name} in ${state} ${index}`, stand, () => message(typists[as], { text }), slowness)
      }
    }
  })
}

test('nothing that is typed behind a command is a fault or holds up the others', async () => {
  const slowness = slownessNow()
  const texts = Object.entries(hostileTexts)
  for (const [index, command] of [...new Set([...bot.commands, 'start', 'cancel', 'none'])].entries()) {
    // a quarter of the texts each: what is behind a command comes to the same parsers as what is typed later
    for (const [name, text] of texts.filter((_, i) => i % 4 === index % 4)) {
      const entities = [{ type: 'bot_command', offset: 0, length: command.length + 1 }]
      const typed = { text: `/${command} ${text}`.slice(0, 4096), entities }
      const stand = () => bot.stand(typists.boss, undefined)
      await endures(`${name} behind /${command}`, stand, () => message(typists.boss, typed), slowness)
    }
  }
})

test('nor is what else people write: captions, edits, names, notes of the group', async () => {
  const slowness = slownessNow()
  const photo = [{ file_id: 'x', file_unique_id: 'y', width: 1, height: 1 }]
  for (const [name, text] of Object.entries(hostileTexts)) {
    const { teacher, specialist, stranger } = typists
    const names = { first_name: text, last_name: text, username: text }
    const group = { id: supportChatId, type: 'supergroup', title: text }
    const document = { file_id: 'x', file_unique_id: 'y', file_name: text, mime_type: text }
    const updates: (() => object)[] = [
      () => message(teacher, { text }),
      () => message(teacher, { photo, caption: text }),
      () => message(teacher, { document, caption: text }),
      () => ({ edited_message: { ...message(teacher, { text }).message, edit_date: 1_800_000_000 } }),
      () => message(stranger, { text: 'x', from: { id: 77_777, is_bot: false, ...names } }),
      () =>
        message(specialist, { text, chat: group, reply_to_message: { message_id: 5, chat: group, date: 0 } }),
      () => message(teacher, { contact: { phone_number: text, first_name: text, user_id: 5 } }),
    ]
    for (const [index, update] of updates.entries()) {
      const stand = () => bot.stand(teacher, undefined)
      await endures(`${name} elsewhere ${index}`, stand, update, slowness)
    }
  }
})
