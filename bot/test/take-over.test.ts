import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import type { Api } from '../src/telegram/api.ts'
import { createInOrder } from '../src/telegram/in-order.ts'
import { createIntakeMonitor } from '../src/telegram/intake-status.ts'
import { poll } from '../src/telegram/polling.ts'
import { until } from './until.ts'

test('who takes over polls quickly first, so that health is known, and from the beginning', async () => {
  const stop = new AbortController()
  const polls: { offset: number; timeout: number }[] = []
  let leads = true
  const api: Api = {
    async call<T>(_method: string, { offset, timeout }: { offset: number; timeout: number }) {
      polls.push({ offset, timeout })
      await setTimeout(10)
      const message = { message_id: 1, date: 0, chat: { id: 7, type: 'private' } }
      return [{ update_id: 900, message }] as T
    },
  }
  const monitor = createIntakeMonitor('polling', createMetrics({ version: 'test', environment: 'local' }))
  const ended = poll({
    ...{ api, monitor, inOrder: createInOrder(), now: () => new Date(), signal: stop.signal },
    handle: async () => 'handled',
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
    tryLead: async () => leads,
  })
  await until('it polls behind what it handled', () => polls.some(({ offset }) => offset === 901))
  leads = false
  await until('it stands by', () => monitor.status.role === 'standby')
  const before = polls.length
  leads = true
  await until('it polls again', () => polls.length > before)
  assert.deepEqual(polls[before], { offset: 0, timeout: 0 })
  stop.abort()
  await ended
})
