import { groupAlerts } from '../src/monitoring/alerts/alert-group.ts'
import type { AlertsReader } from '../src/monitoring/alerts/alert-lines.ts'
import type { Alert, Silence } from '../src/monitoring/alerts/alertmanager-shapes.ts'
import type { AlertsRead } from '../src/monitoring/alerts/read-alerts.ts'
import { createdByOf } from '../src/monitoring/alerts/silence-maker.ts'
import type { Language } from '../src/platform/language.ts'

/** A Friday night in November. */
export const now = new Date('2026-11-20T22:30:00+03:00')
/** Who reads at that moment. */
export const readerIn = (language: Language): AlertsReader => ({
  ...{ language, now, timezone: 'Europe/Moscow' },
  names: new Map([[12, 'Ольга <3']]),
})

/** An alert that began half an hour ago. */
export function alert(labels: Record<string, string>, more: Partial<Alert> = {}): Alert {
  return {
    fingerprint: JSON.stringify(labels),
    labels,
    annotations: {},
    startsAt: new Date('2026-11-20T22:00:00+03:00'),
    status: { silencedBy: [], inhibitedBy: [] },
    ...more,
  }
}

/** A silence until the morning, made through the bot. */
export function silence(more: Partial<Silence> = {}): Silence {
  return {
    id: 's1',
    status: { state: 'active' },
    matchers: [],
    endsAt: new Date('2026-11-21T07:00:00+03:00'),
    createdBy: createdByOf(12),
    comment: 'Muted until the morning',
    ...more,
  }
}

/** What Alertmanager would tell. */
export function read(alerts: Alert[], silences: Silence[] = []): AlertsRead {
  const groups = groupAlerts(alerts, silences)
  return { kind: 'read', alerts: { groups, idleSilences: [], isFed: true } }
}
