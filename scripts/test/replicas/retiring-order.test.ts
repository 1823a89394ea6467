import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Replica } from '../../lib/replicas/replica.ts'
import { inRetiringOrder } from '../../lib/replicas/retiring-order.ts'

const replica = (number: number, given: Partial<Replica> = {}): Replica => ({
  ...{ id: `${number}`, name: `bot-${number}`, number, image: 'new', configHash: 'hash', state: 'running' },
  ...{ health: 'healthy', restarts: 0, startedAt: new Date(0), address: '', url: '', polls: false },
  ...given,
})
const order = (replicas: readonly Replica[], polling: string[] = []) =>
  inRetiringOrder(replicas, { image: 'new', configHash: 'hash' }, new Set(polling)).map(
    ({ number }) => number,
  )

test('the ill go first, then those of another kind from the oldest on, then the newest', () => {
  const replicas = [
    ...[replica(1), replica(2, { image: 'old' }), replica(3, { configHash: 'before' }), replica(4)],
    replica(5, { health: 'unhealthy' }),
  ]
  assert.deepEqual(order(replicas), [5, 2, 3, 4, 1])
})

test('whoever polls goes last of his kind, so that polling is handed over once', () => {
  const old = { image: 'old' }
  assert.deepEqual(order([replica(1, old), replica(2, old), replica(3)], ['1']), [2, 1, 3])
  assert.deepEqual(order([replica(1), replica(2), replica(3)], ['3']), [2, 1, 3])
})
