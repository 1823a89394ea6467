import sql from 'sql-template-tag'
import type { Update, UserFromGetMe } from 'telegraf/types'
import { readConfig } from '../src/config.ts'
import { createFeatures, type Features, handlerOf } from '../src/features.ts'
import { noErrorReports } from '../src/platform/error-report.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import type { Database, Tx } from '../src/platform/postgres.ts'
import type { Api } from '../src/telegram/api.ts'
import { callDelivery, type Delivery } from '../src/telegram/deliver.ts'
import { createHandleUpdate } from '../src/telegram/handle-update.ts'
import { createInOrder } from '../src/telegram/in-order.ts'
import type { OutboxEntry } from '../src/telegram/outbox.ts'
import type { SessionStore } from '../src/telegram/session.ts'
import { memorySessions } from '../src/telegram/session-stores.ts'
import { createTestDatabase } from './database.ts'
import { takeBack } from './taken-back.ts'

/** What came of an update, before all of it was taken back. */
export interface Outcome {
  /** What was said over the chat. */
  toast: string
  /** All words that the person was shown, sent or owed. */
  shown: string
  /** The data of the buttons under them. */
  buttons: string[]
  /** Whether anything of the school is not as it was. */
  changed: boolean
  /** The dialogue that the person is in now. */
  dialogue: string | undefined
}

/** The whole bot on a database in which nothing stays: each update is handled, delivered, looked at and taken back. */
export interface PressDesk extends AsyncDisposable {
  db: Database
  /** What this writes stays. */
  lasting<T>(work: (db: Database) => Promise<T>): Promise<T>
  features: Features
  press(telegramId: number, data: string, sessions?: SessionStore): Promise<Outcome>
  /** The press in a group; `shown`: to the group. */
  pressInGroup(telegramId: number, data: string): Promise<Outcome>
  write(telegramId: number, text: string, sessions?: SessionStore): Promise<Outcome>
}

interface Call {
  method: string
  payload: Record<string, unknown>
}

const me = { id: 1, is_bot: true, first_name: 'Bot', username: 'school_bot' } as UserFromGetMe
const now = () => new Date()
const groupId = -1_001_234_567

export async function startPressDesk(): Promise<PressDesk> {
  await using started = new AsyncDisposableStack()
  const database = started.use(await createTestDatabase())
  let calls: Call[] = []
  const api: Api = {
    async call<T>(method: string, payload: object) {
      calls.push({ method, payload: { ...payload } })
      return { message_id: 900 } as T
    },
  }
  const deliveries = new Map<string, Delivery>([['call', callDelivery(api)]])
  const back = await takeBack(database.db, async (tx) => {
    // what goes into a file is a matter of its own tests
    for (const entry of await owedIn(tx))
      await deliveries.get(entry.kind)?.(entry, AbortSignal.timeout(60_000))
  })
  const metrics = createMetrics({ version: 'test', environment: 'local' })
  const config = readConfig({ TELEGRAM_TOKEN: '1:abcdefghijkl', DATABASE_URL: database.url })
  const ok = { status: 'ok' } as const
  const checks = { postgres: ok, redis: ok, telegram: ok, worker: ok, glitchtip: ok }
  const health = async () => ({ ...ok, version: 'test', uptime_s: 1, checks })
  const deps = { config, api, me, metrics, health, now }
  // what the start of a bot writes stays
  await createFeatures({ ...deps, db: database.db })
  const features = await createFeatures({ ...deps, db: back.db })
  for (const feature of [features.visitors, ...features.people])
    for (const [kind, delivery] of Object.entries(feature.deliveries ?? {})) deliveries.set(kind, delivery)

  let nextId = 1
  let fault: unknown
  let store: SessionStore = memorySessions()
  const afterCommit = createInOrder()
  const handle = createHandleUpdate({
    ...{ db: back.db, api, me, afterCommit, metrics, now },
    errors: { ...noErrorReports, report: (error) => void (fault = error) },
    sessions: {
      load: (key) => store.load(key),
      save: (...saved) => store.save(...saved),
      exchange: (...exchanged) => store.exchange(...exchanged),
    },
    handle: handlerOf(features, async () => 'pass'),
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
  })

  async function run(id: number, update: object, sessions: SessionStore, chatId = id): Promise<Outcome> {
    store = sessions
    calls = []
    back.forget()
    const outcome = await handle({ update_id: nextId++, ...update } as Update)
    if (outcome === 'set_aside') throw new Error(`set aside: ${JSON.stringify(update)}`, { cause: fault })
    await afterCommit.idle()
    const toasts = calls.filter(({ method }) => method === 'answerCallbackQuery')
    const own = calls.filter(({ payload }) => payload['chat_id'] === chatId)
    const session = JSON.parse((await store.load(`${me.id}:${chatId}:${id}`)) ?? 'null')
    return {
      toast: toasts.map(({ payload }) => String(payload['text'] ?? '')).join('\n'),
      shown: own
        .map(({ payload }) => [payload['text'], payload['caption']].join(' ').trim())
        .join('\n')
        .trim(),
      buttons: [...JSON.stringify(own).matchAll(/"callback_data":"([^"]+)"/g)].map(([, data = '']) => data),
      changed: back.hasChanged(),
      dialogue: session?.after?.active?.state,
    }
  }

  const running = started.move()
  return {
    db: database.db,
    async lasting(work) {
      const result = await work(database.db)
      back.touched()
      return result
    },
    features,
    press: (id, data, sessions = memorySessions()) => {
      const message = { message_id: 500, ...meta(id), text: 'прежнее' }
      const query = { id: String(nextId), from: meta(id).from, chat_instance: '1', data, message }
      return run(id, { callback_query: query }, sessions)
    },
    pressInGroup: (id, data) => {
      const { from, date } = meta(id)
      const chat = { id: groupId, type: 'supergroup', title: 'Учителя' }
      const message = { message_id: 500, date, chat, from, text: 'прежнее' }
      const query = { id: String(nextId), from, chat_instance: '1', data, message }
      return run(id, { callback_query: query }, memorySessions(), groupId)
    },
    write: (id, text, sessions = memorySessions()) => {
      const [command = ''] = /^\/\w+/.exec(text) ?? []
      const entities = command === '' ? [] : [{ type: 'bot_command', offset: 0, length: command.length }]
      return run(id, { message: { message_id: 600 + nextId, ...meta(id), text, entities } }, sessions)
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

function owedIn(tx: Tx): Promise<OutboxEntry[]> {
  return tx.many<OutboxEntry>(sql`
    select id, chat_id as "chatId", kind, payload, 0 as attempts, false as waits, false as "isLate"
    from outbox where kind not like '%-export' order by id`)
}

function meta(id: number) {
  return {
    date: Math.floor(Date.now() / 1000),
    chat: { id, type: 'private', first_name: 'Анна' },
    from: { id, is_bot: false, first_name: 'Анна', language_code: 'ru' },
  }
}
