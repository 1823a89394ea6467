import { setTimeout as sleep } from 'node:timers/promises'
import { alertReachesTelegram } from './chaos-alerting.ts'
import type { ChaosCase } from './chaos-cases.ts'
import { beginFault } from './chaos-faults.ts'
import { type Healing, waitUntilHealed } from './chaos-healing.ts'
import { type People, sendTicket, storedTickets, writeTicket } from './chaos-people.ts'
import { hasItsAlert } from './chaos-report.ts'
import { type SeenAlert, startWatch, type Watch } from './chaos-watch.ts'
import type { Stack } from './stack.ts'

export interface Seen {
  cases: readonly ChaosCase[]
  faultSeconds: number
  healthz: ReturnType<Watch['healthz']>
  /** Seconds from the press during the fault to the receipt. */
  receipt: number
  /** Seconds that filing a whole ticket took, begun during the fault. */
  whole: number
  /** Seconds from an alert at Alertmanager to its message. */
  told: number
  alerts: SeenAlert[]
  healing: Healing
  /** How many tickets there are of each that was sent. */
  stored: number[]
}

export const nameOf = (cases: readonly ChaosCase[]) =>
  cases.map(({ victim, fault }) => `${victim} ${fault}`).join(', ')

/**
 * Faults at once, for the seconds given and until their alerts have come, but not longer than `alertSeconds` more; and
 * up to `lateSeconds` more while what should go on has not been seen to, on a busy machine. What is seen meanwhile, and
 * how it ends.
 */
export async function endure(
  stack: Stack,
  people: People,
  cases: readonly ChaosCase[],
  given: { faultSeconds: number; alertSeconds: number; lateSeconds: number; healSeconds: number },
): Promise<Seen> {
  const [pressed, begun] = [`Нажато: ${nameOf(cases)}`, `Начато: ${nameOf(cases)}`]
  await writeTicket(people.waiting, pressed)
  await using watch = startWatch(stack)
  await using faults = new AsyncDisposableStack()
  const began = performance.now()
  for (const { victim, fault } of cases) faults.defer(await beginFault(stack, victim, fault))
  await sleep(2_000)
  const receipt = timed(() => sendTicket(people.waiting))
  const whole = timed(async () => {
    await writeTicket(people.beginning, begun)
    await sendTicket(people.beginning)
  })
  const told = alertReachesTelegram(stack, `Chaos ${nameOf(cases)}`)
  const deeds = Promise.all([receipt, whole, told])
  // it is awaited below
  deeds.catch(() => {})
  const goesOn = (what: 'filing' | 'alerting') => cases.every((each) => each[what] === 'goes on')
  const goingOn = [...(goesOn('filing') ? [receipt, whole] : []), ...(goesOn('alerting') ? [told] : [])]
  await sleep(Math.max(0, given.faultSeconds * 1000 - (performance.now() - began)))
  const alertsCame = () => cases.every((each) => hasItsAlert(each, watch.alerts()))
  for (let late = 0; late < given.alertSeconds && !alertsCame(); late++) await sleep(1_000)
  await Promise.race([Promise.allSettled(goingOn), sleep(given.lateSeconds * 1000)])
  const healthz = watch.healthz()
  const faultSeconds = (performance.now() - began) / 1000
  await faults.disposeAsync()
  const healing = await waitUntilHealed(stack, given.healSeconds)
  const [toReceipt, toWhole, toTold] = await deeds
  const tickets = await storedTickets(stack)
  const stored = [pressed, begun].map((description) => tickets.get(description) ?? 0)
  const took = { receipt: toReceipt, whole: toWhole, told: toTold }
  return { cases, faultSeconds, healthz, ...took, alerts: watch.alerts(), healing, stored }
}

async function timed(deed: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await deed()
  return (performance.now() - began) / 1000
}
