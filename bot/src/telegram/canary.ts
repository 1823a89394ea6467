import { randomInt } from 'node:crypto'
import { describeError } from '../platform/describe-error.ts'
import { TransientFault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import type { Database } from '../platform/postgres.ts'
import { sleep } from '../platform/sleep.ts'
import { isUnderWay, removeCanary, removeCanaryJob, sendCanary } from './canary-store.ts'
import type { Delivery } from './deliver.ts'

/**
 * An update that Telegram never sends, to see whether updates go all the way: the claim and the outbox in one
 * transaction, the job queue, the delivery. It has a claim and an entry of the outbox of its own, and the delivery takes
 * both away; nothing else is read, written, counted or said to anybody.
 */
export type SendCanary = (id?: number) => Promise<CanaryFlight>

export interface CanaryFlight {
  arrived: boolean
  ms: number
  /** Where it got stuck, for people. */
  fault?: string
}

export interface CanaryDeps {
  db: Database
  log: Log
  /** False before the start is done. */
  isReady: () => boolean
  workerRunning: () => boolean
  signal: AbortSignal
}

/** Updates of Telegram have 32 bits, and people of Telegram 40: as an update and as a chat it is nobody's. */
const firstCanaryId = 2 ** 40

const patienceMs = 4_500
/** Over all: what the database does not answer until then is cleared away when it does. */
const lastWordMs = 5_500
const lookMs = 25

/** Its id, when an update is a canary. */
export function canaryIdOf(update: { update_id: number }): number | undefined {
  return 'schoolbot_canary' in update && update.update_id >= firstCanaryId ? update.update_id : undefined
}

/** Any of so many that two at once do not meet. */
const anyId = () => firstCanaryId + randomInt(2 ** 47)

export function createSendCanary({ db, log, isReady, workerRunning, signal }: CanaryDeps): SendCanary {
  /** Undefined, or where it got stuck. */
  async function fly(id: number): Promise<string | undefined> {
    const deadline = performance.now() + patienceMs
    if (!isReady()) return 'this replica is starting or stopping'
    if (!workerRunning()) return 'the worker of this replica is stopped'
    if (!(await db.transaction((tx) => sendCanary(tx, id)))) return 'a canary with this id is under way'
    try {
      while (performance.now() < deadline && !signal.aborted) {
        if (!(await isUnderWay(db, id))) return undefined
        await sleep(lookMs, signal)
      }
      const wasThere = await clearAway(id)
      return wasThere ? 'claimed and queued, and no worker delivered it in time' : undefined
    } catch (error) {
      // the database is away: when it is back, a worker delivers what was committed
      void clearAway(id).catch(() => undefined)
      throw error
    }
  }

  async function clearAway(id: number): Promise<boolean> {
    await removeCanaryJob(db, id)
    return removeCanary(db, id)
  }

  async function faultOf(id: number): Promise<string | undefined> {
    const answered = new AbortController()
    const tooLate = sleep(lastWordMs, answered.signal).then(() => 'the database does not answer')
    try {
      return await Promise.race([fly(id), tooLate])
    } catch (err) {
      log.warn({ err }, 'canary failed')
      if (err instanceof TransientFault) return err.message
      const { type, code } = describeError(err)
      return `a fault in a statement of its own: ${[type, code].filter(Boolean).join(' ')}`
    } finally {
      answered.abort()
    }
  }

  return async (id = anyId()) => {
    const sent = performance.now()
    const fault = await faultOf(id)
    const ms = Math.round(performance.now() - sent)
    log.info({ ms, fault }, 'canary')
    return fault === undefined ? { arrived: true, ms } : { arrived: false, ms, fault }
  }
}

/** Delivery of kind `canary`: no call of Telegram, only the sign that it arrived. */
export function canaryDelivery(db: Database): Delivery {
  return async ({ chatId }) => {
    await removeCanary(db, chatId)
  }
}
