import type { ChaosCase } from './chaos-cases.ts'
import type { SeenAlert } from './chaos-watch.ts'
import type { Seen } from './chaos-wave.ts'

export const reportHead = [
  '| fault | a press meanwhile | a whole ticket begun meanwhile | `/healthz` | alert | an alert reached Telegram | all as before after |',
  '|---|---|---|---|---|---|---|',
]

/** A row of the table in docs/chaos.md: what was seen, not what was expected. */
export function reportRow(seen: Seen): string {
  const seconds = (value: number) => `${Math.round(value)} s`
  const { containers, healthz, targets } = seen.healing
  const alerts = seen.alerts.map(({ name, state, after }) => `${name} (${state}, ${seconds(after)})`)
  const cells = [
    seen.cases.map(({ victim, fault }) => `${victim} ${fault}`).join(' + '),
    seconds(seen.receipt),
    seconds(seen.whole),
    seen.healthz.map(([status, times]) => `${status} × ${times}`).join(', '),
    alerts.join(', ') || 'none',
    seconds(seen.told),
    `${seconds(Math.max(containers, healthz, targets))} (containers ${seconds(containers)}, healthz ${seconds(healthz)}, targets ${seconds(targets)})`,
  ]
  return `| ${cells.join(' | ')} |`
}

/** What is not as the table of cases says. */
export function differences(seen: Seen, wholeSize: boolean): string[] {
  const worst = <K extends 'filing' | 'healthz' | 'alerting'>(key: K, order: readonly ChaosCase[K][]) =>
    order.find((value) => seen.cases.some((each) => each[key] === value))
  const names = seen.alerts.map(({ name }) => name)
  const filing = worst('filing', ['waits', 'may wait', 'goes on'])
  const healthz = worst('healthz', ['no answer', 'not ok', 'ok'])
  const alerting = worst('alerting', ['waits', 'goes on'])
  const [[status] = [0]] = seen.healthz
  const said = status === 200 ? 'ok' : status === 0 ? 'no answer' : 'not ok'
  // the press comes two seconds after the beginning
  const inTime = seen.faultSeconds - 2
  const found = [
    filing === 'goes on' && seen.receipt > inTime && `the receipt came after ${seen.receipt} s`,
    filing === 'goes on' && seen.whole > inTime && `a ticket took ${seen.whole} s`,
    said !== healthz && `/healthz: ${said} instead of ${healthz}`,
    alerting === 'goes on' && seen.told > inTime && `an alert took ${seen.told} s`,
    seen.stored.join() !== '1,1' && `tickets in the database: ${seen.stored.join()}`,
    ...seen.cases
      .filter((each) => wholeSize && !hasItsAlert(each, seen.alerts))
      .map(
        ({ victim, fault, alerts }) =>
          `${victim} ${fault}: none of ${alerts.join(', ')}; ${names.join(', ')}`,
      ),
  ]
  return found.filter((words) => words !== false)
}

/** Whether one of the alerts of a case has come, or none is to come. */
export function hasItsAlert({ alerts }: ChaosCase, seen: readonly SeenAlert[]): boolean {
  const fits = (name: string) => seen.some((alert) => `${alert.name} `.startsWith(`${name} `))
  return alerts.length === 0 || alerts.some(fits)
}
