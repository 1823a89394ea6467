import { keepPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Alertmanager } from './alertmanager.ts'
import { type AlertsRead, readAlerts } from './read-alerts.ts'
import { lockSilences } from './silence-audit-store.ts'

/** What changing silences begins with: the right, then one at a time, then a look at what fires. */
export async function lockSilencer(
  tx: Tx,
  alertmanager: Alertmanager | undefined,
  actorId: number,
): Promise<AlertsRead | { kind: 'forbidden' }> {
  const actor = await keepPerson(tx, actorId)
  if (actor === undefined || !may(actor, 'manage_monitoring')) return { kind: 'forbidden' }
  await lockSilences(tx)
  return readAlerts(alertmanager)
}
