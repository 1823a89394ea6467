import sql from 'sql-template-tag'
import { recordAudit } from '../../people/audit-store.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { AlertName } from './alert-group.ts'

/** One change of silences at a time, over all replicas: of two admins who mute the same, the second sees the first. */
export async function lockSilences(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('alert silences'))`)
}

export interface SilenceNote {
  actorId: number
  action: 'alert.silenced' | 'alert.unsilenced'
  alert: AlertName
  /** Null: not known, because Alertmanager did not answer. */
  silenceId: string | null
  until: Date
  /** Whether Alertmanager said that it was done. */
  answered: boolean
}

/** Notes who muted or unmuted which alert, and until when that was to last. */
export async function noteSilence(tx: Tx, note: SilenceNote, at: Date): Promise<void> {
  const { actorId, action, alert, silenceId, until, answered } = note
  const details = {
    alert: alert.name,
    component: alert.component,
    silence: silenceId,
    until: until.toISOString(),
    answered,
  }
  await recordAudit(tx, { actorId, action, subjectKind: 'alert', subjectId: null, details }, at)
}

/** Whether it is noted who made a silence. */
export async function isNoted(tx: Tx, silenceId: string): Promise<boolean> {
  const { noted } = await tx.one<{ noted: boolean }>(sql`
    select exists (
      select from audit_event
      where subject_kind = 'alert' and subject_id is null and action = 'alert.silenced'
        and details ->> 'silence' = ${silenceId}
    ) as noted`)
  return noted
}
