import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import type { Database } from '../src/platform/postgres.ts'
import { lockTicket } from '../src/tickets/tickets-store.ts'
import { press } from './chat.ts'
import { file, personOf, shows, ticketOf } from './help-desk.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

const rounds = 200
/** Each pair presses this often in a row: below the limit on one person's presses. */
const roundsPerPair = 10

test(`two specialists press "take" at the same instant, ${rounds} times: one has it, both know`, async () => {
  await using school = await startSchool({ mode: 'webhook' })
  const teacher = await school.person('Мария', 'staff')
  const author = await personOf(school, teacher)
  await school.db.run(sql`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status)
    select gen_random_uuid(), ${author.id}, ${author.id}, 1, 'каб. ' || n, 'Не работает', 'normal', 'new'
    from generate_series(1, ${rounds}::integer) as n`)

  for (let pair = 0; pair < rounds / roundsPerPair; pair++) {
    const rivals = [
      await school.person(`Иван ${pair}`, 'specialist'),
      await school.person(`Пётр ${pair}`, 'specialist'),
    ]
    for (let i = 1; i <= roundsPerPair; i++) {
      const id = pair * roundsPerPair + i
      const presses = await pressAtOnce(school.db, rivals, id)
      const winner = await assigneeName(school.db, id)
      const loser = rivals.find(({ firstName }) => firstName !== winner)
      const toastOf = (name: string | undefined) => presses.find(({ who }) => who === name)?.toast ?? ''
      assert.ok(toastOf(winner).includes(`№${id} теперь у вас`), `the winner of ${id} learns it`)
      assert.ok(toastOf(loser?.firstName).includes(winner), `the loser of ${id} learns who has it`)
    }
  }

  const events = await school.db.many<{ times: number }>(sql`
    select count(*) as times from ticket_event where kind = 'take' group by ticket_id`)
  assert.deepEqual(
    events.map(({ times }) => times),
    Array.from({ length: rounds }, () => 1),
  )
  const metrics = await (await fetch(`${school.http()}/metrics`)).text()
  assert.match(metrics, new RegExp(`schoolbot_ticket_first_response_seconds_count ${rounds}\\b`))
})

/** Holds the ticket until the transactions of both presses wait for it, and only then lets them go on. */
async function pressAtOnce(db: Database, rivals: readonly PersonDriver[], id: number) {
  const presses = await db.transaction(async (tx) => {
    await lockTicket(tx, id)
    const sent = await Promise.all(rivals.map((rival) => rival.pressData(`t_take:${id}`, { forge: true })))
    await until('both presses wait for the ticket', async () => (await waiting(db)) === 2, { everyMs: 5 })
    return sent
  })
  return Promise.all(
    presses.map(async (press, i) => ({
      who: rivals[i]?.firstName,
      toast: (await press.answered()).text,
    })),
  )
}

/** How many transactions of this database wait for a lock. */
async function waiting(db: Database): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`
    select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%from ticket%for update%'`)
  return count
}

async function assigneeName(db: Database, id: number): Promise<string> {
  const { name } = await db.one<{ name: string }>(sql`
    select p.name from ticket t join person p on p.id = t.assignee_id where t.id = ${id}`)
  return name
}

test('cards of all specialists show who took the ticket, and a second press of the winner is answered kindly', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const petr = await school.person('Пётр', 'specialist')
  const { id } = await file(school, teacher)
  await petr.waitFor(shows(id))
  await press(ivan, 'Взять', shows(id))
  await petr.waitFor(shows(id, 'Исполнитель: Иван'))
  const again = await ivan.pressData(`t_take:${id}`, { forge: true })
  assert.equal((await again.answered()).text, 'Эта заявка уже у вас.')
  assert.equal((await ticketOf(school, id)).status, 'in_progress')
})

test('a card that was on its way when somebody took the ticket shows it in the end', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const petr = await school.person('Пётр', 'specialist')
  await school.sandbox.fault({ method: 'sendMessage', chatId: petr.chatId, times: 1, delayMs: 1_500 })
  const { id } = await file(school, teacher)
  await press(ivan, 'Взять', shows(id))
  assert.equal((await ticketOf(school, id)).status, 'in_progress')
  assert.ok(!(await petr.messages()).some(shows(id, 'Исполнитель: Иван')), 'the card is still on its way')
  await petr.waitFor(shows(id, 'Исполнитель: Иван'))
})
