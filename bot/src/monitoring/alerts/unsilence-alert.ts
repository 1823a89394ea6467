import type { Database } from '../../platform/postgres.ts'
import type { Alertmanager } from './alertmanager.ts'
import { readSilencer, type SilencerRefusal } from './read-silencer.ts'
import { findHeldSilence, noteSilences, type SilenceNote } from './silence-audit-store.ts'
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
  | SilencerRefusal

/**
 * Ends every silence that mutes an alert, whoever made it: the person wants to hear of it again. A silence that mutes
 * others too ends for them as well, which its card says beforehand. The order is that of muting, for the same reasons.
 */
export async function unsilenceAlert(
  db: Database,
  connected: Alertmanager | undefined,
  command: UnsilenceCommand,
): Promise<Unsilenced> {
  const { actorId, key, now } = command
  const silencer = await readSilencer(db, connected, actorId)
  if (silencer.kind !== 'ready') return silencer
  const { alertmanager, alerts } = silencer
  const silenced = silencedAlert(alerts, key)
  if (silenced === undefined) {
    return { kind: (await noteLost(db, command)) ? 'unsilenced' : 'not_silenced' }
  }
  const answers = await Promise.all(silenced.silences.map(({ id }) => alertmanager.endSilence(id)))
  const notes: SilenceNote[] = []
  for (const [index, { id, endsAt }] of silenced.silences.entries()) {
    const answer = answers[index]
    // Alertmanager has forgotten it: nobody need end it
    if (answer?.kind === 'refused' && answer.status === 404) continue
    const note = { actorId, action: 'alert.unsilenced', alert: silenced.alert, until: endsAt } as const
    notes.push({ ...note, silenceId: id, answered: answer?.kind === 'answer' })
  }
  await noteSilences(db, notes, now)
  return { kind: notes.every(({ answered }) => answered) ? 'unsilenced' : 'unsure' }
}

/**
 * A silence that should still hold by the notes and holds no more: this job did not come to its note and is run again,
 * or somebody ended it in Alertmanager itself. That cannot be told apart, so it is noted as not confirmed.
 */
async function noteLost(db: Database, { actorId, key, now }: UnsilenceCommand): Promise<boolean> {
  const held = await findHeldSilence(db, key, now)
  if (held === undefined) return false
  await noteSilences(db, [{ ...held, actorId, action: 'alert.unsilenced', answered: false }], now)
  return true
}
