import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Unanswered } from '../ask-json.ts'
import type { Alertmanager } from './alertmanager.ts'
import { type FiringAlerts, readAlerts } from './read-alerts.ts'

/** Why silences cannot be changed at all. `off`: nobody told the bot where Alertmanager is. */
export type SilencerRefusal = { kind: 'forbidden' } | { kind: 'off' } | Unanswered

export type Silencer = SilencerRefusal | { kind: 'ready'; alertmanager: Alertmanager; alerts: FiringAlerts }

/** What changing silences begins with: the right as it is now, whoever had it at the press, and what fires. */
export async function readSilencer(
  db: Db,
  alertmanager: Alertmanager | undefined,
  actorId: number,
): Promise<Silencer> {
  const actor = await findPerson(db, actorId)
  if (actor === undefined || !may(actor, 'manage_monitoring')) return { kind: 'forbidden' }
  if (alertmanager === undefined) return { kind: 'off' }
  const read = await readAlerts(alertmanager)
  return read.kind === 'read' ? { kind: 'ready', alertmanager, alerts: read.alerts } : read
}
