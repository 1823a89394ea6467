import { until } from '../../../bot/test/until.ts'
import { killServices } from './alert-outage.ts'
import { type AlertSchool, fileElevenTickets, giveFourOrders } from './alert-school.ts'
import { failTimes, waitForALock } from './database-trouble.ts'
import { fires, isSo } from './prometheus-answers.ts'
import type { Stack } from './stack.ts'

/** A moment at which something has been done. Unix milliseconds. */
type Moment = Promise<number>

/** A bad day of a school: what happens goes on in parallel, as far as it does not disturb the rest. */
export interface BadDay {
  /** Eleven tickets are open. */
  filed: Moment
  /** The orders are late. It may still lie ahead. */
  late: Moment
  /** Since when the bot was slow, and until when. */
  slow: Promise<readonly [number, number]>
  failing: Promise<readonly [number, number]>
  /** The bot, Postgres, Redis and nginx are killed, once all that needs them has been seen and `looked` at. */
  killed: Moment
}

export function beginBadDay(stack: Stack, school: AlertSchool, looked: Promise<unknown>): BadDay {
  const filed = fileElevenTickets(school).then(Date.now)
  const late = giveFourOrders(stack, school)
  const slow = filed.then(async () => {
    // a series that begins with a slow update shows no increase: each has to be known before
    await until('Prometheus sees the tickets', () => isSo(stack, 'max(bot_tickets_open) == 11'), slowly)
    return during(() => waitForALock(stack, school))
  })
  const failing = slow.then(() => during(() => failTimes(stack, school, 5)))
  const killed = Promise.all([failing, late, looked]).then(async () => {
    for (const alert of ['TooManyOpenTickets', 'HighLatency', 'HighErrorRate'])
      await until(`${alert} fires`, () => fires(stack, alert), slowly)
    const moment = Date.now()
    await killServices(stack, 'bot', 'postgres', 'redis', 'nginx')
    return moment
  })
  return { filed, late, slow, failing, killed }
}

const slowly = { withinMs: 180_000, everyMs: 500 }

async function during(act: () => Promise<void>): Promise<readonly [number, number]> {
  const from = Date.now()
  await act()
  return [from, Date.now()]
}
