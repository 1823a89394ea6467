import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { actionButtons } from '../src/tickets/ticket-buttons.ts'
import { ask, offers, press, says } from './chat.ts'
import { fileTicket } from './file-a-ticket.ts'
import { type School, startSchool } from './school.ts'

let school: School
let author: PersonDriver
let id: number

before(async () => {
  school = await startSchool()
  author = await school.person('Антонина', 'staff')
  id = await fileTicket(author, '<b>Не</b> печатает')
})
after(() => school[Symbol.asyncDispose]())

/** Everything in a ticket that must stay as it is. */
function state() {
  return school.db.many(sql`
    select t.*, (select count(*) from ticket_event where ticket_id = t.id) as events,
      (select count(*) from ticket_message where ticket_id = t.id) as messages from ticket t where t.id = ${id}`)
}

test('forged buttons of another teacher show nothing and change nothing', async () => {
  const stranger = await school.person('Бронислав', 'staff')
  await ask(stranger, '/my', 'Открытых заявок нет')
  const before = await state()
  const forged = [
    // every action there is, also those that come later
    ...Object.values(actionButtons).map((button) => button.pack({ ticketId: id })),
    ...[
      `open:${id}`,
      `files:${id}`,
      `history:${id}`,
      `hist_page:${id}:0`,
      `rate:${id}:5`,
      `cancel_yes:${id}`,
    ],
    ...[`rate:${id}:6`, `open:-1`, `open:99999999999`, 'open:1 or 1=1', 'open:'],
  ]
  for (const data of forged) {
    const pressed = await stranger.pressData(data, { forge: true })
    await pressed.answered()
  }
  await ask(stranger, `/start t_${id}`, 'нет')
  await stranger.send('Слова, которых никто не ждёт')
  await school.sandbox.waitUntilIdle()
  assert.deepEqual(await state(), before)
  const seen = (await stranger.messages()).filter(says('печатает'))
  assert.deepEqual(seen, [])
})

test('a ticket opens as a card that shows what happens to it', async () => {
  const specialist = await school.person('Виталий', 'specialist')
  await author.send('/my')
  await press(author, `№${id}`)
  const card = await author.waitFor(says('пока не назначен'), { since: 'start' })
  assert.match(card.text ?? '', /<b>Не<\/b> печатает/)
  await specialist.send('/start')
  await specialist.waitFor(() => true)
  await specialist.pressData(`t_take:${id}`, { forge: true })
  await author.waitFor((message) => message.messageId === card.messageId && says('Виталий')(message), {
    since: 'start',
  })
})

test('own tickets come in pages of six, the open ones first', async () => {
  const person = await school.person('Глафира', 'staff')
  await school.db.run(sql`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status)
    select gen_random_uuid(), p.id, p.id, 1, 'Кабинет ' || n, 'Беда ' || n, 'normal', case when n > 8 then 'closed' else 'new' end
    from person p, generate_series(1, 9) as n where p.telegram_id = ${person.id}`)
  const first = await ask(person, '/my', 'Мои открытые заявки')
  assert.equal(first.text?.match(/№/g)?.length, 6)
  await press(person, '▶️')
  await person.waitFor((message) => message.text?.match(/№/g)?.length === 2)
  await press(person, 'Все заявки')
  await person.waitFor(says('Беда 9'))
  assert.ok(offers('Открытые')(await person.waitFor(says('Все мои заявки'), { since: 'start' })))
})

test('the files of a ticket are sent to its author', async () => {
  const person = await school.person('Демид', 'staff')
  await person.send('/new')
  await press(person, 'Принтеры')
  await person.waitFor(says('Где это'))
  await ask(person, 'Кабинет 3', 'Что случилось')
  await person.sendPhoto({ caption: 'Треснуло' })
  await person.waitFor(says('Насколько'))
  await press(person, 'обычная')
  await press(person, 'Отправить')
  await press(person, 'Открыть заявку')
  await press(person, 'Файлы')
  await person.waitFor((message) => message.media?.kind === 'photo', { since: 'start' })
})

test('the pages of a long history turn in place', async () => {
  await school.db.run(sql`
    insert into ticket_event (ticket_id, at, actor_id, kind, from_status, to_status)
    select ${id}, now() + make_interval(secs => i), t.author_id, 'comment', t.status, t.status
    from ticket t, generate_series(1, 12) as i where t.id = ${id}`)
  await author.pressData(`history:${id}`, { forge: true })
  const newest = await author.waitFor(says(`История заявки №${id}`))
  assert.doesNotMatch(newest.text ?? '', /печатает/)
  await author.press('Раньше', { messageId: newest.messageId })
  const oldest = await author.waitFor(says(`История заявки №${id}`, '<b>Не</b> печатает'))
  assert.equal(oldest.messageId, newest.messageId)
  assert.ok(offers('Позже')(oldest))
})
