import type { Tx } from '../../platform/postgres.ts'
import type { Unanswered } from '../ask-json.ts'
import type { Alertmanager } from './alertmanager.ts'
import { lockSilencer } from './lock-silencer.ts'
import { noteSilence } from './silence-audit-store.ts'
import { silencedAlert } from './silenced-alert.ts'

export interface UnsilenceCommand {
  actorId: number
  /** Of the alert, which need not fire any more. */
  key: string
  now: Date
}

export type Unsilenced =
  | { kind: 'unsilenced' }
  /** Nothing mutes it any more. */
  | { kind: 'not_silenced' }
  /** Alertmanager was asked and did not answer for all of it. */
  | { kind: 'unsure' }
  | { kind: 'forbidden' }
  | { kind: 'off' }
  | Unanswered

/**
 * Ends every silence that mutes an alert, whoever made it: the person wants to hear of it again. A silence that mutes
 * others too ends for them as well, which its card says beforehand.
 *
 * The order is that of muting, for the same reasons. But when this commit is lost, the press that comes again finds
 * nothing to end and notes nothing: that alerts are heard hides nothing from anybody.
 */
export async function unsilenceAlert(
  tx: Tx,
  alertmanager: Alertmanager | undefined,
  { actorId, key, now }: UnsilenceCommand,
): Promise<Unsilenced> {
  const read = await lockSilencer(tx, alertmanager, actorId)
  if (read.kind !== 'read') return read
  if (alertmanager === undefined) return { kind: 'off' }
  const silenced = silencedAlert(read.alerts, key)
  if (silenced === undefined) return { kind: 'not_silenced' }
  const answers = await Promise.all(silenced.silences.map(({ id }) => alertmanager.endSilence(id)))
  let unsure = false
  for (const [index, { id, endsAt }] of silenced.silences.entries()) {
    const answer = answers[index]
    // Alertmanager has forgotten it: nobody need end it
    if (answer?.kind === 'refused' && answer.status === 404) continue
    const answered = answer?.kind === 'answer'
    unsure ||= !answered
    const note = { actorId, action: 'alert.unsilenced', alert: silenced.alert, until: endsAt } as const
    await noteSilence(tx, { ...note, silenceId: id, answered }, now)
  }
  return { kind: unsure ? 'unsure' : 'unsilenced' }
}
