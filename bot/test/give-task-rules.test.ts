import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Chosen, pressPeople, readPeople } from '../src/tasks/issuing/choose-people.ts'
import { createDoerSearch, type Doer, namesIn } from '../src/tasks/issuing/doer.ts'
import { orderMoves } from '../src/tasks/issuing/issuing-buttons.ts'
import {
  everyoneOf,
  fillOrder,
  goBack,
  isComplete,
  maxPeople,
  newOrder,
  type OrderDraft,
  orderState,
} from '../src/tasks/issuing/order-draft.ts'
import { takeMessage } from '../src/tasks/issuing/order-message.ts'
import { moved, openPart } from '../src/tasks/issuing/order-moves.ts'
import { withoutGone } from '../src/tasks/issuing/order-people.ts'
import type { Incoming } from '../src/telegram/incoming.ts'

const draftId = '0c9b1f2e-5f0e-4a52-9f6a-2d6f1a2b3c4d'
const deadline = new Date('2026-11-27T15:00:00Z')

function doer(id: number, name: string): Doer {
  return { id, name, role: 'staff', isUnreachable: false }
}

const doers = Array.from({ length: 110 }, (_, i) => doer(i + 1, `Учитель ${String(i + 1).padStart(3, '0')}`))

function message(changes: Partial<Incoming>): Incoming {
  const nothing = { threadId: undefined, text: undefined, attachment: undefined, mediaGroupId: undefined }
  const nowhere = { replyToMessageId: undefined, location: undefined, contactUserId: undefined }
  return { chatId: 1, messageId: 10, ...nothing, ...nowhere, ...changes }
}

type Act = (draft: OrderDraft) => OrderDraft

const ids = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
  fc.constant(doers.map(({ id }) => id)),
  fc.constant(doers.slice(5).map(({ id }) => id)),
)
const step = fc.constantFrom('people', 'responsible', 'helpers')
const after = (chosen: Chosen) => chosen.draft
/** Everything that a button or a message can do, whether it is on the screen or not. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(...orderMoves).map(
    (move): Act =>
      (draft) =>
        moved(draft, move),
  ),
  fc.constantFrom('text', 'people', 'deadline', 'helpers').map(
    (part): Act =>
      (draft) =>
        openPart(draft, part),
  ),
  fc.tuple(step, fc.constantFrom('only', 'tick', 'untick'), ids).map(
    ([of, how, some]): Act =>
      (draft) =>
        after(pressPeople(draft, of, how, some, doers)),
  ),
  fc.tuple(step, fc.constantFrom('Учитель 001', 'Учитель', '002, 003', '004 и Никто', 'Никто')).map(
    ([of, text]): Act =>
      (draft) =>
        after(readPeople(draft, of, text, doers)),
  ),
  fc.constant<Act>((draft) => fillOrder(draft, { deadline })),
  fc
    .constantFrom(
      message({ text: 'слова' }),
      message({ attachment: { kind: 'photo', fileId: 'f', fileUniqueId: 'u' } }),
    )
    .map(
      (one): Act =>
        (draft) =>
          takeMessage(draft, one).draft,
    ),
  fc.integer({ min: 1, max: 6 }).map(
    (gone): Act =>
      (draft) =>
        withoutGone(draft, (id) => id !== gone).draft,
  ),
)
const journeys = fc
  .array(act, { maxLength: 25 })
  .map((acts) => acts.reduce((draft, one) => one(draft), newOrder(draftId)))

test('whatever is pressed and typed, a draft stays one that can be sent or gone on with', () => {
  fc.assert(
    fc.property(journeys, (draft) => {
      const everyone = everyoneOf(draft)
      assert.equal(new Set(everyone).size, everyone.length, 'nobody is there twice')
      assert.ok(everyone.length <= maxPeople)
      assert.ok(draft.helperIds.length === 0 || draft.doerIds.length <= 1, 'helpers help one')
      if (draft.step === 'check') assert.ok(isComplete(draft))
      if (draft.step === 'split') assert.ok(draft.doerIds.length > 1)
      assert.deepEqual(orderState.schema.parse(JSON.parse(JSON.stringify(draft))), withoutUndefined(draft))
    }),
    { numRuns: 2000 },
  )
})

test('back leads to the beginning or to the last look, from everywhere', () => {
  fc.assert(
    fc.property(journeys, (draft) => {
      let at = draft
      for (let i = 0; i < 5; i += 1) at = goBack(at)
      assert.ok(at.step === 'text' || at.step === 'check', at.step)
    }),
    { numRuns: 2000 },
  )
})

test('back changes nothing of what was chosen', () => {
  fc.assert(
    fc.property(journeys, (draft) => {
      const { doerIds, helperIds, parts } = goBack(draft)
      assert.deepEqual(
        { doerIds, helperIds, parts },
        {
          doerIds: draft.doerIds,
          helperIds: draft.helperIds,
          parts: draft.parts,
        },
      )
    }),
  )
})

test('whole names come before parts of names, and ё is as good as е', () => {
  const people = [
    doer(1, 'Пётр Сидоров'),
    doer(2, 'Ольга Петровна'),
    doer(3, 'Анна'),
    doer(4, 'Анна Мария'),
    doer(5, 'Иван Петров'),
  ]
  const called = (search: string) => createDoerSearch(people)(search).one?.name
  assert.equal(called('петр'), 'Пётр Сидоров')
  assert.equal(called('АННА'), 'Анна')
  assert.equal(called('мария анна'), 'Анна Мария')
  assert.equal(called('ольг'), 'Ольга Петровна')
  assert.equal(called('и'), undefined)
})

test('several names are read with commas, lines and «и»', () => {
  assert.deepEqual(namesIn('Иванова, Петров и Сидоров;\nЯнина and Bob'), [
    'Иванова',
    'Петров',
    'Сидоров',
    'Янина',
    'Bob',
  ])
  assert.deepEqual(namesIn(' ,, '), [])
})

function withoutUndefined(draft: OrderDraft): object {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
}
