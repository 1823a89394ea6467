import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPeople } from '../../src/tasks/issuing/choose-people.ts'
import type { Doer } from '../../src/tasks/issuing/doer.ts'
import { maxPeople, newOrder } from '../../src/tasks/issuing/order-draft.ts'
import { assertHoldsNot, slownessNow } from './held-loop.ts'

/** As large as schools are, with names that have everything in them. */
const school = Array.from(
  { length: 1_000 },
  (_, i): Doer => ({
    id: i + 1,
    name: `Абвгдеё Жзийклм Нопрстуфхцч ${i}`,
    role: 'staff',
    isUnreachable: false,
  }),
)
const order = { ...newOrder('5a1c2f00-0000-4000-8000-000000000000'), step: 'people' as const }
const whole = (piece: string) => piece.repeat(4096).slice(0, 4096)

test('however many receivers are named, the bot is held up for nobody', () => {
  const slowness = slownessNow()
  const counted = Array.from({ length: 100 }, (_, i) => `абвгдее ${'жзийклм '.repeat(3)}${i}`).join(',')
  for (const text of [
    ...['а,', 'я,', 'а;\n', 'а б в г д ж н 1,', 'абвгдеё жзийклм,', 'а и ', 'a and ', ', ', ' , ,', 'ё'].map(
      whole,
    ),
    Array.from({ length: 2_048 }, (_, i) => i % 10).join(','),
    Array.from({ length: 1_000 }, (_, i) => `${i}`).join(','),
    counted,
  ]) {
    for (const step of ['people', 'helpers', 'responsible'] as const) {
      const typed = `${text.slice(0, 12)}… for ${step}`
      assertHoldsNot(typed, () => readPeople({ ...order, step }, step, text, school), slowness)
    }
  }
})

test('more names than can be chosen are refused with how many they are', () => {
  const names = Array.from({ length: maxPeople + 1 }, (_, i) => `Абвгдеё Жзийклм Нопрстуфхцч ${i}`)
  const chosen = readPeople(order, 'people', names.join(', '), school)
  assert.deepEqual(chosen, { kind: 'too_many', draft: order, count: maxPeople + 1, max: maxPeople })
  const all = readPeople(order, 'people', names.slice(1).join(', '), school)
  assert.equal(all.kind === 'chosen' && all.draft.doerIds.length, maxPeople)
  const twice = readPeople(order, 'people', 'Нопрстуфхцч 7, Нопрстуфхцч 8, '.repeat(60), school)
  assert.deepEqual(twice.draft.doerIds, [8, 9], 'a name said twice is one name')
})
