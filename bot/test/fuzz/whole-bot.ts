import type { Update, UserFromGetMe } from 'telegraf/types'
import { z } from 'zod'
import { readConfig } from '../../src/config.ts'
import { createFeatures, handlerOf, handlersOf } from '../../src/features.ts'
import type { Person } from '../../src/people/person.ts'
import { noErrorReports } from '../../src/platform/error-report.ts'
import { createLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import type { Api } from '../../src/telegram/api.ts'
import { createHandleUpdate, type Outcome } from '../../src/telegram/handle-update.ts'
import { createInOrder } from '../../src/telegram/in-order.ts'
import { openSession } from '../../src/telegram/session.ts'
import { memorySessions } from '../../src/telegram/session-stores.ts'
import type { TestDatabase } from '../database.ts'

export const supportChatId = -100_200

/** Where somebody stands: the name of a dialogue and what it remembers. */
export interface Standing {
  state: string
  data: unknown
}

/** All that the bot can do, without Telegram and without a limit on what one person may send. */
export interface WholeBot {
  /** The names of the dialogues that take what is typed, out of the code. */
  dialogues: string[]
  commands: string[]
  /** Puts the person into a dialogue, wherever he was; undefined: into none. */
  stand(person: Pick<Person, 'telegramId'>, standing: Standing | undefined): Promise<void>
  handle(update: object): Promise<Outcome>
  /** Runs until what goes out after the commits is out. */
  idle(): Promise<void>
}

const me = { id: 1, is_bot: true, first_name: 'Bot', username: 'school_bot' } as UserFromGetMe

export async function createWholeBot({ db, url }: TestDatabase, now: () => Date): Promise<WholeBot> {
  const config = readConfig({
    TELEGRAM_TOKEN: '1:abcdefghijkl',
    DATABASE_URL: url,
    SUPPORT_CHAT_ID: String(supportChatId),
  })
  const metrics = createMetrics({ version: 'test', environment: 'local' })
  let messageId = 1_000_000
  const api: Api = {
    // as much of an answer as the bot looks at
    call: async <T>() => ({ message_id: messageId++, chat: { id: 1 }, date: 0 }) as T,
  }
  const ok = { status: 'ok' } as const
  const checks = { postgres: ok, redis: ok, telegram: ok, worker: ok, glitchtip: ok }
  const health = async () => ({ ...ok, version: 'test', uptime_s: 1, checks })
  const features = await createFeatures({ config, db, api, me, metrics, health, now })
  const sessions = memorySessions()
  const afterCommit = createInOrder()
  const handle = createHandleUpdate({
    ...{ db, api, sessions, me, afterCommit, metrics, errors: noErrorReports, now },
    handle: handlerOf(features, async () => 'pass'),
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
  })
  let updateId = 1
  return {
    dialogues: handlersOf(features).flatMap(({ label }) => /\/step_(.+)$/.exec(label)?.[1] ?? []),
    commands: [features.visitors, ...features.people].flatMap(({ commands = [] }) =>
      commands.map(({ command }) => command),
    ),
    async stand({ telegramId }, standing) {
      const session = await openSession(sessions, `${me.id}:${telegramId}:${telegramId}`, updateId++)
      session.forget()
      if (standing) session.set(anyState(standing.state), standing.data)
      await session.save()
    },
    handle: (update) => handle({ ...update, update_id: updateId++ } as Update),
    idle: () => afterCommit.idle(),
  }
}

function anyState(name: string) {
  return {
    ...{ name, schema: z.unknown(), resumable: false, asks: true, outlivesRole: true },
    which: undefined,
  }
}
