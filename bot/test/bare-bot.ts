import type { Update, UserFromGetMe } from 'telegraf/types'
import { noErrorReports } from '../src/platform/error-report.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import type { Database } from '../src/platform/postgres.ts'
import type { Api } from '../src/telegram/api.ts'
import type { UpdateContext } from '../src/telegram/context.ts'
import { createHandleUpdate } from '../src/telegram/handle-update.ts'
import { createInOrder } from '../src/telegram/in-order.ts'
import { createRouter, includeRouters, type Router } from '../src/telegram/router.ts'
import type { SessionStore } from '../src/telegram/session.ts'
import { memorySessions } from '../src/telegram/session-stores.ts'

let nextUpdateId = 1

/** A message in a private chat, with the next update_id. */
export function message(text: string, from = 501): Update {
  const isCommand = text.startsWith('/')
  return {
    update_id: nextUpdateId++,
    message: {
      message_id: nextUpdateId,
      date: 0,
      chat: { id: from, type: 'private', first_name: 'Анна' },
      from: { id: from, is_bot: false, first_name: 'Анна' },
      text,
      ...(isCommand ? { entities: [{ type: 'bot_command', offset: 0, length: text.length }] } : {}),
    },
  }
}

/** A bot with these handlers alone, on a real database; calls of the Bot API are kept in `calls`. */
export function bareBot(
  db: Database,
  add: (router: Router<UpdateContext>) => void,
  sessions: SessionStore = memorySessions(),
) {
  const router = createRouter<UpdateContext>('test')
  add(router)
  const calls: { method: string; payload: object }[] = []
  const api: Api = {
    async call<T>(method: string, payload: object) {
      calls.push({ method, payload })
      return true as T
    },
  }
  const afterCommit = createInOrder()
  const metrics = createMetrics({ version: 'test', environment: 'local' })
  const handle = createHandleUpdate({
    db,
    api,
    sessions,
    me: { id: 1, is_bot: true, first_name: 'Bot', username: 'school_bot' } as UserFromGetMe,
    handle: includeRouters([router]),
    afterCommit,
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
    metrics,
    errors: noErrorReports,
    now: () => new Date(),
  })
  return { handle, calls, afterCommit, metrics }
}
