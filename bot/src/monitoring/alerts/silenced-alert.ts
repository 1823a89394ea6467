import { type AlertName, keyOf, soleAlertOf } from './alert-group.ts'
import type { Silence } from './alertmanager-shapes.ts'
import type { FiringAlerts } from './read-alerts.ts'

/** An alert and what mutes it; undefined when nothing does. */
export function silencedAlert(
  { groups, idleSilences }: FiringAlerts,
  key: string,
): { alert: AlertName; silences: readonly Silence[] } | undefined {
  const group = groups.find((one) => one.key === key)
  if (group) return group.silences.length > 0 ? { alert: group, silences: group.silences } : undefined
  const silences = idleSilences.filter((silence) => {
    const sole = soleAlertOf(silence)
    return sole !== undefined && keyOf(sole) === key
  })
  const [first] = silences
  const alert = first && soleAlertOf(first)
  return alert && { alert, silences }
}
