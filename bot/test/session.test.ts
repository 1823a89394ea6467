import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { fsmState, memorySessions, openSession } from '../src/telegram/session.ts'

const counting = fsmState('counting', z.object({ n: z.number() }))
const wizard = fsmState('wizard', z.object({ step: z.string() }), { resumable: true })

test('a session that nobody of ours wrote is no session', async () => {
  for (const stored of ['{broken', 'null', '{"version":99}', '[]']) {
    const session = await openSession({ load: async () => stored, save: async () => undefined }, 'key', 1)
    assert.equal(session.active, undefined, stored)
  }
})

test('data of another shape than the dialogue has now count as none', async () => {
  const store = memorySessions()
  const first = await openSession(store, 'key', 1)
  first.set(fsmState('counting', z.object({ m: z.string() })), { m: 'old' })
  await first.save()
  const second = await openSession(store, 'key', 2)
  assert.equal(second.get(counting), undefined)
})

test('an update that comes again starts from where it started the first time', async () => {
  const store = memorySessions()
  for (const updateId of [1, 2, 2, 2]) {
    const session = await openSession(store, 'key', updateId)
    session.set(counting, { n: (session.get(counting)?.n ?? 0) + 1 })
    await session.save()
  }
  assert.deepEqual((await openSession(store, 'key', 3)).get(counting), { n: 2 })
})

test('an update that changes nothing the second time takes back what it changed the first time', async () => {
  const store = memorySessions()
  const first = await openSession(store, 'key', 1)
  first.set(counting, { n: 1 })
  await first.save()
  await (await openSession(store, 'key', 1)).save()
  assert.equal((await openSession(store, 'key', 2)).get(counting), undefined)
})

test('a resumable dialogue that is left can be gone on with; another is over', async () => {
  const session = await openSession(memorySessions(), 'key', 1)
  session.set(wizard, { step: 'place' })
  session.set(counting, { n: 1 })
  assert.deepEqual(session.getLeft(wizard), { step: 'place' })
  session.leave()
  assert.equal(session.active, undefined)
  assert.equal(session.getLeft(counting), undefined)
  session.set(wizard, { step: 'text' })
  assert.equal(session.left, undefined)
})

test('in memory the oldest sessions go first', async () => {
  const store = memorySessions(2)
  for (const key of ['a', 'b', 'c']) await store.save(key, '{}')
  assert.deepEqual([await store.load('a'), await store.load('c')], [undefined, '{}'])
})
