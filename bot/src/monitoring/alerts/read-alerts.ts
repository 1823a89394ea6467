import type { Unanswered } from '../ask-json.ts'
import { type AlertGroup, groupAlerts, nameOf } from './alert-group.ts'
import type { Alertmanager } from './alertmanager.ts'
import type { Silence } from './alertmanager-shapes.ts'

/** What fires now. */
export interface FiringAlerts {
  groups: readonly AlertGroup[]
  /** Silences of alerts that do not fire: should they fire again, nobody would be told. */
  idleSilences: readonly Silence[]
  /** Whether Prometheus hands its alerts over. When not, silence says nothing. */
  isFed: boolean
}

/** `off`: nobody told the bot where Alertmanager is. */
export type AlertsRead = { kind: 'read'; alerts: FiringAlerts } | { kind: 'off' } | Unanswered

/** Always fires, to show that alerts arrive: a pulse and no news. */
const pulse = 'Watchdog'

export async function readAlerts(alertmanager: Alertmanager | undefined): Promise<AlertsRead> {
  if (alertmanager === undefined) return { kind: 'off' }
  const [alerts, silences] = await Promise.all([alertmanager.alerts(), alertmanager.silences()])
  if (alerts.kind !== 'answer') return alerts
  if (silences.kind !== 'answer') return silences
  const news = alerts.value.filter((alert) => nameOf(alert).name !== pulse)
  const groups = groupAlerts(news, silences.value)
  const atWork = new Set(alerts.value.flatMap(({ status }) => status.silencedBy))
  return {
    kind: 'read',
    alerts: {
      groups,
      idleSilences: silences.value.filter(({ id }) => !atWork.has(id)),
      isFed: news.length < alerts.value.length,
    },
  }
}
