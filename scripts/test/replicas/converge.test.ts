import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { converge } from '../../lib/replicas/converge.ts'
import { engineInMemory } from './engine-in-memory.ts'

describe('replicas', { concurrency: true }, () => {
  test('are exchanged one at a time, the new one first, and nginx is never handed one that is not there', async () => {
    const { run, target, happened } = await engineInMemory([{}, {}])
    assert.deepEqual(await converge(run, target(2, 'sha256:new')), { added: 2, removed: 2 })
    assert.deepEqual(happened, [
      ...['nginx: 1,2', 'bot-3 added', 'nginx: 2,3', 'bot-1 stopped', 'bot-1 removed'],
      ...['nginx: 2,3', 'bot-4 added', 'nginx: 3,4', 'bot-2 stopped', 'bot-2 removed', 'nginx: all'],
    ])
  })

  test('come from none, and go to fewer, the newest first', async () => {
    const { run, target, happened, bots } = await engineInMemory([])
    assert.deepEqual(await converge(run, target(3)), { added: 3, removed: 0 })
    assert.deepEqual(await converge(run, target(1)), { added: 0, removed: 2 })
    assert.deepEqual(
      happened.filter((event) => /added|stopped/.test(event)),
      ['bot-1 added', 'bot-2 added', 'bot-3 added', 'bot-3 stopped', 'bot-2 stopped'],
    )
    assert.deepEqual(
      bots.map(({ number }) => number),
      [1],
    )
  })

  test('that are right already are left alone, and nginx is put back after a run that was killed', async () => {
    const { run, target, happened } = await engineInMemory([{}, {}])
    assert.deepEqual(await converge(run, target(2)), { added: 0, removed: 0 })
    assert.deepEqual(happened, ['nginx: all'])
  })

  test('that a killed run left half made, or somebody stopped, go first', async () => {
    const { run, target, happened, bots } = await engineInMemory([
      {},
      { state: 'created' },
      { state: 'exited' },
    ])
    await converge(run, target(2))
    assert.deepEqual(happened.slice(0, 2), ['bot-2 removed', 'bot-3 removed'])
    assert.deepEqual(
      bots.map(({ number }) => number),
      [1, 2],
    )
  })

  test('that are ill are exchanged, and a well one is there before they go', async () => {
    const { run, target, happened } = await engineInMemory([{}, { health: 'unhealthy' }])
    await converge(run, target(2))
    assert.deepEqual(happened.slice(0, 4), ['nginx: 1', 'bot-3 added', 'nginx: 1,3', 'bot-2 stopped'])
  })

  for (const [what, next, words] of [
    ['ends by itself', { restarts: 1 }, /bot-3 ends by itself/],
    ['never gets healthy', { health: 'unhealthy' }, /bot-3 does not become healthy \(unhealthy\)/],
    ['cannot be started', { state: 'created' }, /a port is taken/],
  ] as const) {
    test(`of which a new one ${what}: it goes, those before serve, and nginx is put back`, async () => {
      const { run, target, happened, bots, next: coming } = await engineInMemory([{}, {}])
      coming.push(next)
      await assert.rejects(converge(run, target(2, 'sha256:new')), words)
      assert.deepEqual(happened, [
        ...['nginx: 1,2', 'bot-3 added', 'bot-3 stopped', 'bot-3 removed', 'nginx: all'],
      ])
      assert.deepEqual(
        bots.map(({ image }) => image),
        ['sha256:old', 'sha256:old'],
      )
    })
  }

  test('of which the second new one fails: the first one that came up goes on, and can be gone back from', async () => {
    const { run, target, bots, next } = await engineInMemory([{}, {}])
    next.push({}, { restarts: 1 })
    await assert.rejects(converge(run, target(2, 'sha256:new')), /ends by itself/)
    assert.deepEqual(
      bots.map(({ image }) => image),
      ['sha256:old', 'sha256:new'],
    )
    await converge(run, target(2))
    assert.deepEqual(
      bots.map(({ image }) => image),
      ['sha256:old', 'sha256:old'],
    )
  })

  test('that were started before a secret changed are of another kind', async () => {
    const { run, target, happened } = await engineInMemory([{}])
    const later = { ...target(1), notBefore: new Date('2026-12-01T09:00:00Z') }
    // its clock stands still: nothing that it starts is ever new enough
    await assert.rejects(converge(run, later), /fall ill again and again/)
    assert.ok(happened.includes('bot-2 added'))
  })
})
