import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { fsmState, openSession, type Session, type SessionStore } from '../src/telegram/session.ts'
import { memorySessions } from '../src/telegram/session-stores.ts'

const counting = fsmState('counting', z.object({ n: z.number() }))
const wizard = fsmState('wizard', z.object({ step: z.string() }), { resumable: true })

test('a session that nobody of ours wrote is no session', async () => {
  for (const stored of ['{broken', 'null', '{"version":99}', '[]']) {
    const session = await openSession({ ...memorySessions(), load: async () => stored }, 'key', 1)
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
  for (const key of ['a', 'b', 'c']) await store.save(key, '{}', 60)
  assert.deepEqual([await store.load('a'), await store.load('c')], [undefined, '{}'])
})

const said = fsmState('said', z.object({ text: z.string() }))
const draft = fsmState('draft', z.object({ id: z.string(), text: z.string() }), {
  resumable: true,
  outlivesRole: true,
  which: ({ id }) => id,
})

/** An update that is committed; gives what is kept of the session then. */
async function handled(
  store: SessionStore,
  updateId: number,
  change: (session: Session) => void,
): Promise<string> {
  const session = await openSession(store, 'key', updateId)
  change(session)
  await session.save()
  await session.settle()
  return (await store.load('key')) ?? ''
}

test('what was typed in a dialogue goes when the dialogue ends, and not before the commit', async () => {
  const store = memorySessions()
  await handled(store, 1, (session) => session.set(said, { text: 'тайна' }))
  const second = await openSession(store, 'key', 2)
  second.clear()
  await second.save()
  assert.match((await store.load('key')) ?? '', /тайна/)
  // the commit was lost: the update begins with the words once more
  assert.deepEqual((await openSession(store, 'key', 2)).get(said), { text: 'тайна' })
  await second.settle()
  assert.equal(await store.load('key'), undefined)
})

test('words of a dialogue that another one replaced go, and those of a draft that goes on are left alone', async () => {
  const store = memorySessions()
  await handled(store, 1, (session) => session.set(draft, { id: 'a', text: 'первая' }))
  const kept = await handled(store, 2, (session) => session.set(draft, { id: 'a', text: 'первая, дальше' }))
  assert.match(kept, /"before":{"active":{/, 'nothing was written a second time')
  const other = await handled(store, 3, (session) => session.set(draft, { id: 'b', text: 'вторая' }))
  assert.doesNotMatch(other, /первая/)
  const aside = await handled(store, 4, (session) => session.set(said, { text: 'вопрос' }))
  assert.match(aside, /вторая/)
  assert.doesNotMatch(await handled(store, 5, (session) => session.leave()), /вопрос/)
  assert.equal(await handled(store, 6, (session) => session.forget()), '')
})

test('what the next update has written already is not cleared away', async () => {
  const store = memorySessions()
  await handled(store, 1, (session) => session.set(said, { text: 'раз' }))
  const slow = await openSession(store, 'key', 2)
  slow.clear()
  await slow.save()
  await handled(store, 3, (session) => session.set(said, { text: 'два' }))
  await slow.settle()
  assert.deepEqual((await openSession(store, 'key', 4)).get(said), { text: 'два' })
})

test('a dialogue ends with the role in which it was begun, unless it outlives it', async () => {
  const store = memorySessions()
  await handled(store, 1, (session) => {
    assert.equal(session.holdTo('specialist'), false)
    session.set(draft, { id: 'a', text: 'заявка' })
    session.set(said, { text: 'ответ' })
  })
  await handled(store, 2, (session) => assert.equal(session.holdTo('specialist'), false))
  const after = await openSession(store, 'key', 3)
  assert.equal(after.holdTo('staff'), true)
  assert.equal(after.get(said), undefined)
  assert.deepEqual(after.getLeft(draft), { id: 'a', text: 'заявка' })
  assert.equal(after.holdTo('staff'), false)
})

test('a dialogue of a build that kept no roles goes on', async () => {
  const store = memorySessions()
  const active = { state: 'said', data: { text: 'ответ' }, resumable: false, asks: true }
  const sides = { before: { active: null, left: null }, after: { active, left: null } }
  await store.save('key', JSON.stringify({ version: 1, updateId: 1, ...sides }), 60)
  const session = await openSession(store, 'key', 2)
  assert.equal(session.holdTo('staff'), false)
  assert.deepEqual(session.get(said), { text: 'ответ' })
})
