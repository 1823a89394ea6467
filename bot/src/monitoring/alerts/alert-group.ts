import { createHash } from 'node:crypto'
import type { Alert, Matcher, Silence } from './alertmanager-shapes.ts'

export const severities = ['critical', 'warning', 'other'] as const
export type Severity = (typeof severities)[number]

/** What an alert is called, wherever it fires: one is muted as a whole, for every disk and every replica. */
export interface AlertName {
  name: string
  /** Empty: it names no part. */
  component: string
}

/** All that fires under one name. */
export interface AlertGroup extends AlertName {
  /** Short, for buttons. */
  key: string
  severity: Severity
  since: Date
  /** The most severe first, then the oldest. */
  alerts: readonly [Alert, ...Alert[]]
  /** Those that mute some of it, the longest first. */
  silences: readonly Silence[]
  /** How many of its alerts are muted, and by which silence, of those that are needed for that, the first to end. */
  muted: { count: number; by: Silence } | undefined
  /** Keys of what it all comes from; empty: it stands for itself. */
  causes: readonly string[]
}

/** The alerts under their names: the critical first, the oldest first. */
export function groupAlerts(alerts: readonly Alert[], silences: readonly Silence[]): AlertGroup[] {
  const byKey = Map.groupBy(alerts, (alert) => keyOf(nameOf(alert)))
  const keyOfFingerprint = new Map(alerts.map((alert) => [alert.fingerprint, keyOf(nameOf(alert))]))
  const groups = Array.from(byKey, ([key, unsorted]): AlertGroup[] => {
    const [first, ...rest] = unsorted.toSorted(bySeverityAndAge)
    if (first === undefined) return []
    const sorted = [first, ...rest] as const
    const all = sorted.every(({ status }) => status.inhibitedBy.length > 0)
    const causes = sorted
      .flatMap(({ status }) => status.inhibitedBy)
      .map((fingerprint) => keyOfFingerprint.get(fingerprint) ?? '')
    return [
      {
        ...nameOf(first),
        key,
        severity: severityOf(first),
        since: new Date(Math.min(...sorted.map(({ startsAt }) => startsAt.getTime()))),
        alerts: sorted,
        ...mutedBy(sorted, silences),
        causes: all ? [...new Set(causes)] : [],
      },
    ]
  })
  return groups.flat().sort((a, b) => rank(a) - rank(b) || a.since.getTime() - b.since.getTime())
}

function mutedBy(
  alerts: readonly Alert[],
  silences: readonly Silence[],
): Pick<AlertGroup, 'silences' | 'muted'> {
  const ids = new Set(alerts.flatMap(({ status }) => status.silencedBy))
  const found = silences
    .filter(({ id }) => ids.has(id))
    .sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime())
  // the longest of each
  const needed = alerts.flatMap(({ status }) => found.find(({ id }) => status.silencedBy.includes(id)) ?? [])
  const [first] = needed.toSorted((a, b) => a.endsAt.getTime() - b.endsAt.getTime())
  return { silences: found, muted: first && { count: needed.length, by: first } }
}

export function isMuted({ muted, alerts }: AlertGroup): boolean {
  return muted?.count === alerts.length
}

export function nameOf({ labels }: Alert): AlertName {
  return { name: labels['alertname'] ?? '', component: labels['component'] ?? '' }
}

/** Names of alerts are too long for buttons. */
export function keyOf({ name, component }: AlertName): string {
  return createHash('sha256').update(`${name}\n${component}`).digest('hex').slice(0, 12)
}

/** What mutes an alert wherever it fires, and no other. */
export function matchersOf({ name, component }: AlertName): Matcher[] {
  return [
    { name: 'alertname', value: name, isRegex: false, isEqual: true },
    { name: 'component', value: component, isRegex: false, isEqual: true },
  ]
}

/** The alert that a silence mutes as a whole and alone, as those made here do. */
export function soleAlertOf({ matchers }: Silence): AlertName | undefined {
  if (matchers.length !== 2 || matchers.some(({ isRegex, isEqual }) => isRegex || !isEqual)) return undefined
  const valueOf = (label: string) => matchers.find(({ name }) => name === label)?.value
  const [name, component] = [valueOf('alertname'), valueOf('component')]
  return name === undefined || component === undefined ? undefined : { name, component }
}

function severityOf({ labels }: Alert): Severity {
  return severities.find((severity) => severity === labels['severity']) ?? 'other'
}

const rank = ({ severity }: { severity: Severity }) => severities.indexOf(severity)

function bySeverityAndAge(a: Alert, b: Alert): number {
  return (
    rank({ severity: severityOf(a) }) - rank({ severity: severityOf(b) }) ||
    a.startsAt.getTime() - b.startsAt.getTime()
  )
}
