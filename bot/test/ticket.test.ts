import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Actor,
  refusalOf,
  type Status,
  statusAfter,
  statuses,
  type Ticket,
  type TicketAction,
  transitions,
} from '../src/tickets/ticket.ts'

const now = new Date('2026-09-10T12:00:00Z')
const rules = { now, reopenDays: 7 }

/** Everybody who could act on the ticket of author 1, filed by 2 and worked on by 3. */
const actors = {
  author: { id: 1, role: 'staff', status: 'active' },
  filer: { id: 2, role: 'staff', status: 'active' },
  assignee: { id: 3, role: 'specialist', status: 'active' },
  specialist: { id: 4, role: 'specialist', status: 'active' },
  admin: { id: 5, role: 'admin', status: 'active' },
  director: { id: 6, role: 'director', status: 'active' },
  teacher: { id: 7, role: 'staff', status: 'active' },
  blocked: { id: 1, role: 'staff', status: 'blocked' },
  left: { id: 3, role: 'specialist', status: 'left' },
  system: null,
} as const satisfies Record<string, Actor>
type Who = keyof typeof actors

function ticket(status: Status): Ticket {
  const isTaken = status !== 'new' && status !== 'cancelled'
  return {
    ...{ id: 1, authorId: 1, filedBy: 2, categoryId: 1, place: 'каб. 1', description: 'Сломано' },
    ...{ urgency: 'normal', status, assigneeId: isTaken ? 3 : null, resolution: null },
    ...{ duplicateOf: null, rating: null, createdAt: now, statusSince: now },
  }
}

const authors = ['author', 'filer'] as const
const workers = ['assignee', 'specialist', 'admin'] as const
const holders = ['assignee', 'admin'] as const
const all = statuses

/** All that is allowed: who, from which status, and what it leads to. Whatever is not here must be refused. */
const allowed: Record<TicketAction, { who: readonly Who[]; from: readonly Status[]; to: Status | 'same' }> = {
  take: { who: workers, from: ['new'], to: 'in_progress' },
  ask: { who: holders, from: ['in_progress', 'waiting_for_author'], to: 'waiting_for_author' },
  answer: { who: authors, from: ['waiting_for_author'], to: 'in_progress' },
  comment: { who: [...authors, ...workers], from: all, to: 'same' },
  edit: { who: [...authors, ...workers], from: all, to: 'same' },
  note: { who: workers, from: all, to: 'same' },
  change_category: { who: workers, from: ['new', 'in_progress', 'waiting_for_author'], to: 'same' },
  change_urgency: { who: workers, from: ['new', 'in_progress', 'waiting_for_author'], to: 'same' },
  hand_over: { who: holders, from: ['in_progress', 'waiting_for_author'], to: 'same' },
  return_to_queue: { who: holders, from: ['in_progress', 'waiting_for_author'], to: 'new' },
  resolve: { who: holders, from: ['in_progress', 'waiting_for_author'], to: 'resolved' },
  link_duplicate: { who: workers, from: ['new', 'in_progress', 'waiting_for_author'], to: 'closed' },
  cancel: { who: authors, from: ['new', 'in_progress', 'waiting_for_author'], to: 'cancelled' },
  confirm: { who: authors, from: ['resolved'], to: 'closed' },
  reject: { who: authors, from: ['resolved'], to: 'in_progress' },
  rate: { who: authors, from: ['resolved', 'closed'], to: 'same' },
  reopen: { who: authors, from: ['closed'], to: 'in_progress' },
  remind: { who: ['system'], from: ['resolved'], to: 'same' },
  close_silently: { who: ['system'], from: ['resolved'], to: 'closed' },
  warn_response: { who: ['system'], from: ['new'], to: 'same' },
  warn_resolution: { who: ['system'], from: ['new', 'in_progress'], to: 'same' },
  breach_response: { who: ['system'], from: ['new', 'in_progress', 'waiting_for_author'], to: 'same' },
  breach_resolution: { who: ['system'], from: ['new', 'in_progress', 'waiting_for_author'], to: 'same' },
  release: { who: ['admin'], from: ['in_progress', 'waiting_for_author', 'resolved'], to: 'same' },
}

const actionNames = Object.keys(transitions).filter((name): name is TicketAction => name in transitions)
const whoNames = Object.keys(actors).filter((name): name is Who => name in actors)

for (const action of actionNames) {
  test(`${action}: exactly those may who should, from exactly those statuses`, () => {
    const { who, from } = allowed[action]
    for (const status of statuses) {
      const may = (name: Who) => who.includes(name) && from.includes(status)
      for (const name of whoNames) {
        const refusal = refusalOf(ticket(status), action, actors[name], rules)
        assert.equal(refusal === undefined, may(name), `${name} ${action} ${status}: ${refusal?.kind}`)
      }
    }
  })

  test(`${action}: leads to the status it should`, () => {
    const { from, to } = allowed[action]
    for (const status of from) {
      assert.equal(statusAfter(ticket(status), action, 3), to === 'same' ? status : to)
    }
  })
}

test('work that goes on without anybody goes to the queue', () => {
  assert.equal(statusAfter(ticket('closed'), 'reopen', null), 'new')
  assert.equal(statusAfter(ticket('waiting_for_author'), 'answer', null), 'new')
  assert.equal(statusAfter(ticket('in_progress'), 'release', null), 'new')
  assert.equal(statusAfter(ticket('resolved'), 'release', null), 'resolved')
})

test('a specialist who comes second is told how the ticket stands, its author that he may not, a teacher not even that it is there', () => {
  const second = refusalOf(ticket('in_progress'), 'take', actors.specialist, rules)
  assert.deepEqual(second, { kind: 'wrong_status', status: 'in_progress', assigneeId: 3 })
  for (const who of [actors.author, actors.filer, actors.director]) {
    assert.deepEqual(refusalOf(ticket('in_progress'), 'take', who, rules), { kind: 'not_allowed' })
  }
  assert.deepEqual(refusalOf(ticket('in_progress'), 'take', actors.teacher, rules), { kind: 'not_found' })
})

test('a ticket is rated once', () => {
  const rated = { ...ticket('closed'), rating: 5 }
  assert.deepEqual(refusalOf(rated, 'rate', actors.author, rules), { kind: 'already_rated' })
})

test('a ticket is reopened up to the last moment of its days', () => {
  const since = (ms: number) => ({ ...ticket('closed'), statusSince: new Date(now.getTime() - ms) })
  const days = 7 * 24 * 3600 * 1000
  assert.equal(refusalOf(since(days), 'reopen', actors.author, rules), undefined)
  assert.deepEqual(refusalOf(since(days + 1), 'reopen', actors.author, rules), { kind: 'too_late' })
})
