import type { LocalClock } from '../../platform/local-date.ts'
import type { Database } from '../../platform/postgres.ts'
import { type AlertGroup, isMuted, keyOf, matchersOf, soleAlertOf } from './alert-group.ts'
import type { Alertmanager, NewSilence } from './alertmanager.ts'
import type { Silence } from './alertmanager-shapes.ts'
import { readSilencer, type SilencerRefusal } from './read-silencer.ts'
import { isNoted, noteSilences } from './silence-audit-store.ts'
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
 * Alertmanager cannot take part in a transaction, and none is open while it is asked. So whatever may refuse or fail
 * comes first, then the silence, then the note. Should the process die before the note, the job is run again
 * (silencing-job.ts), finds the silence and notes it. Noted first, a silence that Alertmanager refuses would stand in
 * the history.
 */
export async function silenceAlert(
  db: Database,
  deps: SilencingDeps,
  command: SilenceCommand,
): Promise<Silenced> {
  const { actorId, key, period, now } = command
  const silencer = await readSilencer(db, deps.alertmanager, actorId)
  if (silencer.kind !== 'ready') return silencer
  const { alertmanager, alerts } = silencer
  const group = alerts.groups.find((one) => one.key === key)
  if (group === undefined) return { kind: 'ended' }
  const equal = [...group.silences, ...alerts.idleSilences].find((one) => mutesOnly(one, group))
  if (equal !== undefined) {
    const wasLost = await noteLost(db, group, equal, command)
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
      await noteSilences(db, [{ ...note, silenceId: made.value.silenceID, answered: true }], now)
      return { kind: 'silenced', until }
    case 'away':
    case 'strange':
      await noteSilences(db, [{ ...note, silenceId: null, answered: false }], now)
      return { kind: 'unsure' }
    case 'refused':
      return made
    default:
      return made satisfies never
  }
}

/** A silence of the same person that is not noted: its job did not come to that, and is run again. */
async function noteLost(
  db: Database,
  alert: AlertGroup,
  { id, createdBy, endsAt }: Silence,
  { actorId, now }: SilenceCommand,
): Promise<boolean> {
  if (createdBy !== createdByOf(actorId) || (await isNoted(db, id))) return false
  const note = { actorId, action: 'alert.silenced', alert, silenceId: id } as const
  await noteSilences(db, [{ ...note, until: endsAt, answered: true }], now)
  return true
}

function mutesOnly(silence: Silence, group: AlertGroup): boolean {
  const sole = soleAlertOf(silence)
  return sole !== undefined && keyOf(sole) === group.key
}
