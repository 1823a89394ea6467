import { keepWhoMay } from '../../people/keep-who-may.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Unanswered } from '../ask-json.ts'
import type { Alertmanager } from './alertmanager.ts'
import { type FiringAlerts, readAlerts } from './read-alerts.ts'
import { lockSilences } from './silence-audit-store.ts'

/** Why silences cannot be changed at all. `off`: nobody told the bot where Alertmanager is. */
export type SilencerRefusal = { kind: 'forbidden' } | { kind: 'off' } | Unanswered

export type Silencer = SilencerRefusal | { kind: 'ready'; alertmanager: Alertmanager; alerts: FiringAlerts }

/** What changing silences begins with: the right, then one at a time, then a look at what fires. */
export async function lockSilencer(
  tx: Tx,
  alertmanager: Alertmanager | undefined,
  actorId: number,
): Promise<Silencer> {
  if (!(await keepWhoMay(tx, actorId, 'manage_monitoring'))) return { kind: 'forbidden' }
  if (alertmanager === undefined) return { kind: 'off' }
  await lockSilences(tx)
  const read = await readAlerts(alertmanager)
  return read.kind === 'read' ? { kind: 'ready', alertmanager, alerts: read.alerts } : read
}
