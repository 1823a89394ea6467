import type { CallRecord } from './call-log.ts'
import type { BotView, CallsView, PendingView, PersonView, StateView } from './control/contract.ts'
import { createControlClient } from './control-client.ts'
import type { FaultInput } from './faults.ts'
import { createGroupDriver, existingGroupDriver, type GroupDriver, type NewGroup } from './group-driver.ts'
import { createPersonDriver, type PersonDriver } from './person-driver.ts'
import type { TgUpdate } from './telegram-objects.ts'
import type { Settings } from './world.ts'

export type { CallRecord } from './call-log.ts'
export type { Button, CallbackAnswer, MessageView as Message } from './control/contract.ts'
export type { GroupDriver } from './group-driver.ts'
export type { PersonDriver } from './person-driver.ts'

export type NewPerson = {
  firstName: string
  lastName?: string
  username?: string
  languageCode?: string
  id?: number
  phone?: string
}

export type FaultHandle = { id: number; remove(): Promise<void> }

/** A sandbox seen from a test: everything people, Telegram and the network can do to the bot. */
export type SandboxDriver = {
  url: string
  person(given: NewPerson): Promise<PersonDriver>
  /** Acts as a person who is already there, by id. */
  existingPerson(id: number): Promise<PersonDriver>
  /** What people write to the bot at the same moment, in one request. */
  sendWords(words: readonly { personId: number; text: string }[]): Promise<void>
  group(given: NewGroup): Promise<GroupDriver>
  /** A chat that is already there, for example the supergroup a group was migrated to. */
  existingGroup(chatId: number): GroupDriver
  state(): Promise<StateView>
  bot(): Promise<BotView>
  settings(change: Partial<Settings>): Promise<Settings>
  advanceClock(ms: number): Promise<void>
  reset(): Promise<void>
  /** Calls of the bot, oldest first; getUpdates only when named. `since` is a call id. */
  calls(filter?: { method?: string; chatId?: number; since?: number; limit?: number }): Promise<CallRecord[]>
  /** The first call that fits, waiting up to `withinMs` (default 10 s) for it. */
  waitForCall(
    test: (call: CallRecord) => boolean,
    options?: { method?: string; chatId?: number; since?: number; withinMs?: number },
  ): Promise<CallRecord>
  clearCalls(): Promise<void>
  fault(given: FaultInput): Promise<FaultHandle>
  clearFaults(): Promise<void>
  /** Updates the bot has not confirmed yet, oldest first. */
  pendingUpdates(): Promise<TgUpdate[]>
  /** Since the sandbox began: the id that the next update gets, how many the bot has confirmed, how often one came again. */
  deliveries(): Promise<Omit<PendingView, 'pending'>>
  /** Updates made so far, delivered or not. */
  updateHistory(limit?: number): Promise<TgUpdate[]>
  /** Hands a raw update to the bot; with its own `update_id` even below the poller's offset. Gives the id. */
  injectUpdate(update: object, options?: { copies?: number }): Promise<number>
  redeliver(updateId: number, options?: { copies?: number }): Promise<void>
  /** Resolves when the bot has confirmed every update. */
  waitUntilIdle(withinMs?: number): Promise<void>
}

export function connectSandbox(url: string): SandboxDriver {
  const control = createControlClient(url)
  const connectPerson = async (view: PersonView) => createPersonDriver(control, view)
  return {
    url,
    person: async (given) => connectPerson(await control.post<PersonView>('/people', given)),
    async existingPerson(id) {
      const { people } = await control.get<StateView>('/state')
      const found = people.find((person) => person.id === id)
      if (!found) throw new Error(`the sandbox has no person ${id}`)
      return connectPerson(found)
    },
    sendWords: async (words) => void (await control.post('/words', { words })),
    group: (given) => createGroupDriver(control, given),
    existingGroup: (chatId) => existingGroupDriver(control, chatId),
    state: () => control.get('/state'),
    async bot() {
      const { bots } = await control.get<StateView>('/state')
      const [first] = bots
      if (!first) throw new Error('the sandbox has no bot')
      return first
    },
    settings: (change) => control.patch('/settings', change),
    advanceClock: async (ms) => void (await control.post('/clock', { advanceMs: ms })),
    reset: async () => void (await control.post('/reset', {})),
    calls: async (filter = {}) => (await control.get<CallsView>('/calls', filter)).calls,
    waitForCall: (test, options) => waitForCall(control, test, options),
    clearCalls: async () => void (await control.delete('/calls')),
    async fault(given) {
      const { id } = await control.post<{ id: number }>('/faults', given)
      return { id, remove: async () => void (await control.delete(`/faults/${id}`)) }
    },
    clearFaults: async () => void (await control.delete('/faults')),
    pendingUpdates: async () => (await control.get<PendingView>('/updates')).pending,
    async deliveries() {
      const { pending: _pending, ...counts } = await control.get<PendingView>('/updates')
      return counts
    },
    updateHistory: async (limit = 100) =>
      (await control.get<{ updates: TgUpdate[] }>('/updates/history', { limit })).updates,
    async injectUpdate(update, { copies = 1 } = {}) {
      const { updateIds } = await control.post<{ updateIds: number[] }>('/updates', { update, copies })
      const [id] = updateIds
      if (id === undefined) throw new Error('nothing was injected')
      return id
    },
    redeliver: async (updateId, { copies = 1 } = {}) =>
      void (await control.post(`/updates/${updateId}/redeliver`, { copies })),
    waitUntilIdle: (withinMs = 10_000) =>
      control
        .poll(
          async () => {
            const { pending } = await control.get<PendingView>('/updates')
            return pending.length === 0 ? true : undefined
          },
          withinMs,
          () => 'the bot did not confirm all updates',
        )
        .then(() => undefined),
  }
}

async function waitForCall(
  control: ReturnType<typeof createControlClient>,
  test: (call: CallRecord) => boolean,
  {
    withinMs = 10_000,
    ...filter
  }: { method?: string; chatId?: number; since?: number; withinMs?: number } = {},
): Promise<CallRecord> {
  let since = filter.since ?? 0
  const seen: CallRecord[] = []
  return control.poll(
    async (leftMs) => {
      const answer = await control.get<CallsView>('/calls', {
        ...filter,
        since,
        waitMs: Math.min(leftMs, 5000),
      })
      seen.push(...answer.calls)
      since = answer.calls.at(-1)?.id ?? since
      return answer.calls.find(test)
    },
    withinMs,
    () =>
      `no such call; there were:\n${seen.map((call) => `  ${call.method} ${JSON.stringify(call.params)}`).join('\n') || '  none'}`,
  )
}
