import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type MoveRequest,
  type Task,
  type TaskAction,
  type TaskFacts,
  type TaskStatus,
  taskRefusalOf,
  taskStatusAfter,
  taskStatuses,
  taskTransitions,
} from '../src/tasks/task.ts'
import { maySeeTask, type TaskActor } from '../src/tasks/task-parties.ts'

const now = new Date('2026-11-23T09:00:00Z')
const later = new Date('2026-11-27T12:00:00Z')

/** Everybody who could act on the order that 1 gave to 2, with the help of 3. */
const actors = {
  giver: { id: 1, role: 'staff', status: 'active', givesTasks: true },
  doer: { id: 2, role: 'staff', status: 'active', givesTasks: false },
  coDoer: { id: 3, role: 'staff', status: 'active', givesTasks: false },
  director: { id: 4, role: 'director', status: 'active', givesTasks: false },
  stranger: { id: 5, role: 'staff', status: 'active', givesTasks: false },
  otherGiver: { id: 6, role: 'specialist', status: 'active', givesTasks: true },
  admin: { id: 7, role: 'admin', status: 'active', givesTasks: false },
  blockedDoer: { id: 2, role: 'staff', status: 'blocked', givesTasks: false },
  giverWhoLeft: { id: 1, role: 'director', status: 'left', givesTasks: true },
  system: null,
} as const satisfies Record<string, TaskActor>
type Who = keyof typeof actors

const request: MoveRequest = {
  id: 1,
  wanted: new Date('2026-11-30T12:00:00Z'),
  reason: 'Болею',
  askedAt: now,
}

function task(status: TaskStatus, changes: Partial<Task> = {}): Task {
  return {
    ...{ id: 1, batchId: 1, creatorId: 1, responsibleId: 2, text: 'Сдать журнал', importance: 'normal' },
    ...{ deadline: later, status, createdAt: now, statusSince: now },
    ...changes,
  }
}

/** A request waits exactly where the action needs one. */
function factsFor(action: TaskAction, changes: Partial<TaskFacts> = {}): TaskFacts {
  const needsRequest = action === 'grant_move' || action === 'refuse_move'
  return { now, coDoerIds: [3], moveRequest: needsRequest ? request : undefined, ...changes }
}

const givers = ['giver', 'director'] as const
const owed = ['issued', 'delivered', 'acknowledged', 'returned'] as const
const open = [...owed, 'reported'] as const

/** All that is allowed: who, from which status, and what it leads to. Whatever is not here must be refused. */
const allowed: Record<
  TaskAction,
  { who: readonly Who[]; from: readonly TaskStatus[]; to: TaskStatus | 'same' }
> = {
  deliver: { who: ['system'], from: ['issued'], to: 'delivered' },
  acknowledge: { who: ['doer'], from: ['issued', 'delivered'], to: 'acknowledged' },
  ask_to_move: { who: ['doer'], from: owed, to: 'same' },
  grant_move: { who: givers, from: open, to: 'same' },
  refuse_move: { who: givers, from: open, to: 'same' },
  move: { who: givers, from: owed, to: 'same' },
  report: { who: ['doer'], from: owed, to: 'reported' },
  accept: { who: givers, from: ['reported'], to: 'accepted' },
  return: { who: givers, from: ['reported'], to: 'returned' },
  reassign: { who: givers, from: open, to: 'issued' },
  cancel: { who: givers, from: open, to: 'cancelled' },
  comment: { who: ['doer', 'coDoer', ...givers], from: taskStatuses, to: 'same' },
  remind: { who: ['system'], from: owed, to: 'same' },
  escalate: { who: ['system'], from: owed, to: 'same' },
  release: { who: ['admin'], from: open, to: 'same' },
}

const actionNames = Object.keys(taskTransitions).filter((name): name is TaskAction => name in taskTransitions)
const whoNames = Object.keys(actors).filter((name): name is Who => name in actors)

for (const action of actionNames) {
  test(`${action}: exactly those may who should, from exactly those statuses`, () => {
    const { who, from } = allowed[action]
    for (const status of taskStatuses) {
      for (const name of whoNames) {
        const refusal = taskRefusalOf(task(status), action, actors[name], factsFor(action))
        const may = who.includes(name) && from.includes(status)
        assert.equal(refusal === undefined, may, `${name} ${action} ${status}: ${refusal?.kind}`)
        if (who.includes(name) && !may) assert.deepEqual(refusal, { kind: 'wrong_status', status })
      }
    }
  })

  test(`${action}: leads to the status it should`, () => {
    const { from, to } = allowed[action]
    for (const status of from) {
      assert.equal(taskStatusAfter(task(status), action), to === 'same' ? status : to)
    }
  })
}

test('whom an order does not concern is told that there is none, whatever he tries', () => {
  const outside = ['stranger', 'otherGiver', 'blockedDoer', 'giverWhoLeft'] as const
  for (const action of actionNames) {
    for (const status of taskStatuses) {
      for (const name of [...outside, ...(action === 'release' ? [] : (['admin'] as const))]) {
        const refusal = taskRefusalOf(task(status), action, actors[name], factsFor(action))
        assert.deepEqual(refusal, { kind: 'not_found' }, `${name} ${action} ${status}`)
      }
    }
  }
})

test('whom it does concern is told when something is the part of another', () => {
  const refusalOf = (who: Who, action: TaskAction) =>
    taskRefusalOf(task('reported'), action, actors[who], factsFor(action))
  assert.deepEqual(refusalOf('coDoer', 'accept'), { kind: 'not_allowed' })
  assert.deepEqual(refusalOf('coDoer', 'report'), { kind: 'not_allowed' })
  assert.deepEqual(refusalOf('doer', 'accept'), { kind: 'not_allowed' })
  assert.deepEqual(refusalOf('giver', 'report'), { kind: 'not_allowed' })
  assert.deepEqual(refusalOf('director', 'acknowledge'), { kind: 'not_allowed' })
})

test('one request for another deadline waits at a time, and only one that waits is answered', () => {
  const asked = factsFor('ask_to_move', { moveRequest: request })
  const kindOf = (action: TaskAction, who: Who, facts: TaskFacts) =>
    taskRefusalOf(task('acknowledged'), action, actors[who], facts)?.kind
  assert.equal(kindOf('ask_to_move', 'doer', asked), 'asked_already')
  const idle = factsFor('grant_move', { moveRequest: undefined })
  assert.equal(kindOf('grant_move', 'giver', idle), 'nothing_asked')
  assert.equal(kindOf('refuse_move', 'director', idle), 'nothing_asked')
})

test('a deadline lies ahead, and is another one', () => {
  for (const [action, who] of [
    ['ask_to_move', 'doer'],
    ['move', 'giver'],
    ['grant_move', 'giver'],
  ] as const) {
    const kindOf = (deadline: Date) =>
      taskRefusalOf(task('acknowledged'), action, actors[who], factsFor(action, { deadline }))?.kind
    assert.equal(kindOf(now), 'deadline_past', action)
    assert.equal(kindOf(new Date(now.getTime() + 1)), undefined, action)
    assert.equal(kindOf(later), 'deadline_unchanged', action)
  }
})

test('an order that is late may still be given another deadline, reported on, and given to another', () => {
  const late = task('acknowledged', { deadline: new Date(now.getTime() - 1) })
  assert.equal(taskRefusalOf(late, 'move', actors.giver, factsFor('move', { deadline: later })), undefined)
  assert.equal(taskRefusalOf(late, 'report', actors.doer, factsFor('report')), undefined)
  const toAnother = factsFor('reassign', { responsibleId: 5 })
  assert.equal(taskRefusalOf(late, 'reassign', actors.giver, toAnother), undefined)
})

test('an order is given neither to who has it already nor to who gave it, whoever passes it on', () => {
  for (const actor of [actors.giver, actors.director]) {
    const refusal = (responsibleId: number) =>
      taskRefusalOf(task('issued'), 'reassign', actor, factsFor('reassign', { responsibleId }))
    assert.deepEqual(refusal(2), { kind: 'same_doer' })
    assert.deepEqual(refusal(1), { kind: 'doer_gave_it' })
  }
})

test('who gets the order of somebody who left has yet to read it; a report that waits is not lost', () => {
  for (const status of owed) assert.equal(taskStatusAfter(task(status), 'release', 5), 'issued')
  assert.equal(taskStatusAfter(task('reported'), 'release', 5), 'reported')
  for (const status of open) {
    assert.equal(taskStatusAfter(task(status), 'release', null), status, 'nobody took it over yet')
    assert.equal(taskStatusAfter(task(status), 'release', 2), status, 'only its giver has gone')
  }
})

test('an order nobody is responsible for is no one’s to report on, but may be given to somebody', () => {
  const idle = task('acknowledged', { responsibleId: null })
  assert.deepEqual(taskRefusalOf(idle, 'report', actors.doer, factsFor('report')), { kind: 'not_found' })
  const facts = factsFor('reassign', { responsibleId: 5 })
  assert.equal(taskRefusalOf(idle, 'reassign', actors.director, facts), undefined)
  assert.equal(taskStatusAfter(idle, 'reassign', 5), 'issued')
})

test('an order is seen by those it concerns and by directors, and by nobody who is not here any more', () => {
  const seen = whoNames.filter((name) => {
    const actor = actors[name]
    return actor !== null && maySeeTask(task('accepted'), [3], actor)
  })
  assert.deepEqual(seen, ['giver', 'doer', 'coDoer', 'director'])
})

test('a director decides about no report of his own, unless who gave the order has gone', () => {
  const own = task('reported', { responsibleId: 4 })
  const facts = factsFor('accept')
  assert.deepEqual(taskRefusalOf(own, 'accept', actors.director, facts), { kind: 'not_allowed' })
  assert.equal(taskRefusalOf(own, 'accept', actors.director, { ...facts, isCreatorGone: true }), undefined)
})
