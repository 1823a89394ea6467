import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { loadCalendar } from '../src/calendar/calendar-store.ts'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import { createWorkingTime, type WorkingTime } from '../src/calendar/working-time.ts'
import { isWaitingForWork, type Status } from '../src/tickets/ticket.ts'
import { createTestDatabase } from './database.ts'
import { generateYear } from './generated-year.ts'
import { insertMade } from './insert-made.ts'
import { acted, type MadePerson, type MadeTicket, madeTicket } from './made-tickets.ts'
import { createSlowCalendar, type SlowCalendar } from './slow-calendar.ts'
import { slowTargets, slowTicket } from './slow-ticket-count.ts'

const timezone = 'Europe/Berlin'
const day = { opens: 480, closes: 1080 }
const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())
let workingTime: WorkingTime

const year = generateYear({ tickets: 800, tasks: 0 })
const author: MadePerson = { id: 1, name: 'Учитель', role: 'staff' }
const worker: MadePerson = { id: 2, name: 'Иван', role: 'specialist' }
const at = (text: string) => new Date(`2026-11-${text}:00+01:00`)

// filed on Monday 10:00 with 24 hours to go; in work until 17:00, resolved on Tuesday half an hour after the answer of
// 17:00, sent back on Wednesday 12:00
const filed = madeTicket({ id: 10_001, author, at: at('16T10:00') })
const commented = acted(filed, 'comment', worker, at('16T11:00'))
const taken = acted(commented, 'take', worker, at('16T12:00'))
const asked = acted(taken, 'ask', worker, at('16T17:00'))
const answered = acted(asked, 'answer', author, at('17T17:00'))
const resolved = acted(answered, 'resolve', worker, at('17T17:30'))
const sentBack = acted(resolved, 'reject', author, at('18T12:00'))
const waiting = acted({ ...taken, id: 10_002 }, 'ask', worker, at('16T17:00'))
const untouched = madeTicket({ id: 10_003, author, at: at('18T17:30'), urgency: 'high' })

before(async () => {
  await ensureCalendar(db, { timezone, week: [day, day, day, day, day, null, null] })
  workingTime = createWorkingTime(await loadCalendar(db, timezone))
  const tickets = [...year.tickets, sentBack, waiting, untouched]
  await insertMade(db, { people: [...year.people, author, worker], tickets, tasks: [] })
})

interface Reading {
  ticket_id: number
  status: Status
  taken_at: Date | null
  response_used: number
  response_target: number | null
  resolution_used: number
  resolution_target: number | null
  response_due_at: Date | null
  resolution_due_at: Date | null
}

const columns = sql`ticket_id, status, taken_at, response_used, response_target, resolution_used, resolution_target,
  response_due_at, resolution_due_at`
const hour = 3600

test('both clocks of a ticket, worked by hand', async () => {
  const readings = await db.many<Reading>(sql`
    select ${columns} from ticket_clocks(${at('18T18:00')}) where ticket_id > 10000 order by ticket_id`)
  const targets = { response_target: 8 * hour, resolution_target: 24 * hour }
  assert.deepEqual(readings, [
    {
      ...{
        ticket_id: 10_001,
        status: 'in_progress',
        ...targets,
        taken_at: at('16T11:00'),
        response_used: hour,
      },
      // 7 until the question, half an hour after the answer, 6 since it was sent back: 10.5 are left, from Thursday on
      ...{ resolution_used: 13.5 * hour, response_due_at: null, resolution_due_at: at('20T08:30') },
    },
    {
      ...{ ticket_id: 10_002, status: 'waiting_for_author', ...targets, taken_at: at('16T11:00') },
      ...{ response_used: hour, resolution_used: 7 * hour, response_due_at: null, resolution_due_at: null },
    },
    {
      ...{
        ticket_id: 10_003,
        status: 'new',
        taken_at: null,
        response_used: hour / 2,
        response_target: 2 * hour,
      },
      ...{ resolution_used: hour / 2, resolution_target: 8 * hour },
      ...{ response_due_at: at('19T09:30'), resolution_due_at: at('19T15:30') },
    },
  ])
})

test('a target that was missed in an earlier turn stays missed at that moment', async () => {
  const [reading] = await db.many<Reading>(sql`select ${columns} from ticket_clock(10001, ${at('30T18:00')})`)
  assert.deepEqual(reading?.resolution_due_at, at('20T08:30'))
  await db.run(sql`update ticket set urgency = 'critical' where id = 10001`)
  const [urgent] = await db.many<Reading>(sql`select ${columns} from ticket_clock(10001, ${at('30T18:00')})`)
  // four hours after Monday 10:00
  assert.deepEqual(urgent?.resolution_due_at, at('16T14:00'))
})

test('the clocks of every ticket of a generated year are those of a slow count', async () => {
  const now = new Date('2026-11-24T08:15:00Z')
  const calendar = createSlowCalendar(now, timezone, workingTime.hoursOn)
  const all = await db.many<Reading>(sql`
    select k.* from ticket t cross join lateral (select ${columns} from ticket_clock(t.id, ${now})) as k
    where t.id <= 10000 order by t.id`)
  assert.deepEqual(
    all,
    year.tickets.map((ticket) => slowReading(ticket, calendar)),
  )
  const open = await db.many<{ ticket_id: number }>(sql`
    select ticket_id from ticket_clocks(${now}) where ticket_id <= 10000 order by ticket_id`)
  const waitingForWork = year.tickets.filter(({ status }) => isWaitingForWork(status))
  assert.deepEqual(
    open.map(({ ticket_id }) => ticket_id),
    waitingForWork.map(({ id }) => id),
  )
})

function slowReading(ticket: MadeTicket, calendar: SlowCalendar): Reading {
  const { responded_at } = slowTicket(ticket, calendar)
  const { response, resolution } = slowTargets[ticket.urgency]
  const isOpen = isWaitingForWork(ticket.status)
  const isRunning = ticket.status === 'new' || ticket.status === 'in_progress'
  const { used, reachedAt } = resolutionOf(ticket, resolution, calendar)
  const waitedUntil = responded_at ?? (isOpen ? calendar.now : ticket.statusSince)
  const responseDue = (seconds: number) => workingTime.add(ticket.createdAt, seconds * 1000)
  return {
    ticket_id: ticket.id,
    status: ticket.status,
    taken_at: responded_at,
    response_used: calendar.workingSeconds(ticket.createdAt, waitedUntil),
    response_target: response,
    resolution_used: used,
    resolution_target: resolution,
    response_due_at: isOpen && responded_at === null && response !== null ? responseDue(response) : null,
    resolution_due_at: isRunning ? reachedAt : null,
  }
}

/** The turns of work one after the other, and when the target was or will be reached in them. */
function resolutionOf(ticket: MadeTicket, target: number | null, calendar: SlowCalendar) {
  let used = 0
  let reachedAt: Date | null = null
  for (const [index, { at: since, to }] of ticket.events.entries()) {
    if (to !== 'new' && to !== 'in_progress') continue
    const next = ticket.events[index + 1]?.at
    const turn = calendar.workingSeconds(since, next ?? calendar.now)
    const isReached = target !== null && (next === undefined || used + turn >= target)
    if (isReached) reachedAt ??= workingTime.add(since, (target - used) * 1000)
    used += turn
  }
  return { used, reachedAt }
}
