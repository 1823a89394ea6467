import type { LocalClock } from '../../platform/local-date.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type AlertGroup, isMuted, keyOf, matchersOf, soleAlertOf } from './alert-group.ts'
import type { Alertmanager, NewSilence } from './alertmanager.ts'
import type { Silence } from './alertmanager-shapes.ts'
import { lockSilencer, type SilencerRefusal } from './lock-silencer.ts'
import { isNoted, noteSilence } from './silence-audit-store.ts'
import { createdByOf, silenceComments } from './silence-maker.ts'
import { endOfPeriod, type SilencePeriod } from './silence-period.ts'

export interface SilencingDeps {
  alertmanager: Alertmanager | undefined
  clock: LocalClock
}

export interface SilenceCommand {
  actorId: number
  /** Of the alert. */
  key: string
  period: SilencePeriod
  now: Date
}

export type Silenced =
  | { kind: 'silenced'; until: Date }
  | { kind: 'already'; until: Date }
  /** It does not fire any more. */
  | { kind: 'ended' }
  /** Alertmanager was asked and did not answer: it may be muted or not. */
  | { kind: 'unsure' }
  | SilencerRefusal

/**
 * Mutes an alert as a whole for a while. An alert that is muted stays as it is: there is never a second silence.
 *
 * Alertmanager cannot take part in the transaction. So whatever may refuse or fail comes first, then the silence, and
 * behind it only the note and the commit. Should these be lost, Telegram brings the press again, which finds the
 * silence and notes it now. Noted first, a silence that Alertmanager refuses would stand in the history; made after the
 * commit, one that nobody could tell of would be in it.
 */
export async function silenceAlert(tx: Tx, deps: SilencingDeps, command: SilenceCommand): Promise<Silenced> {
  const { actorId, key, period, now } = command
  const silencer = await lockSilencer(tx, deps.alertmanager, actorId)
  if (silencer.kind !== 'ready') return silencer
  const { alertmanager, alerts } = silencer
  const group = alerts.groups.find((one) => one.key === key)
  if (group === undefined) return { kind: 'ended' }
  const equal = [...group.silences, ...alerts.idleSilences].find((one) => mutesOnly(one, group))
  if (equal !== undefined) {
    const wasLost = await noteLost(tx, group, equal, command)
    return { kind: wasLost ? 'silenced' : 'already', until: equal.endsAt }
  }
  if (group.muted && isMuted(group)) return { kind: 'already', until: group.muted.by.endsAt }

  const until = endOfPeriod(period, now, deps.clock)
  const silence: NewSilence = {
    matchers: matchersOf(group),
    endsAt: until,
    createdBy: createdByOf(actorId),
    comment: silenceComments[period],
  }
  const made = await alertmanager.silence(silence)
  const note = { actorId, action: 'alert.silenced', alert: group, until } as const
  switch (made.kind) {
    case 'answer':
      await noteSilence(tx, { ...note, silenceId: made.value.silenceID, answered: true }, now)
      return { kind: 'silenced', until }
    case 'away':
    case 'strange':
      await noteSilence(tx, { ...note, silenceId: null, answered: false }, now)
      return { kind: 'unsure' }
    case 'refused':
      return made
    default:
      return made satisfies never
  }
}

/** A silence of the same person that is not noted: its press was not committed, and has come again. */
async function noteLost(
  tx: Tx,
  alert: AlertGroup,
  { id, createdBy, endsAt }: Silence,
  { actorId, now }: SilenceCommand,
): Promise<boolean> {
  if (createdBy !== createdByOf(actorId) || (await isNoted(tx, id))) return false
  const note = { actorId, action: 'alert.silenced', alert, silenceId: id } as const
  await noteSilence(tx, { ...note, until: endsAt, answered: true }, now)
  return true
}

function mutesOnly(silence: Silence, group: AlertGroup): boolean {
  const sole = soleAlertOf(silence)
  return sole !== undefined && keyOf(sole) === group.key
}
