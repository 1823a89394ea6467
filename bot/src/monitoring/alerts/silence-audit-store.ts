import sql from 'sql-template-tag'
import { recordAudit } from '../../people/audit-store.ts'
import type { Database, Db } from '../../platform/postgres.ts'
import { type AlertName, keyOf } from './alert-group.ts'

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
export async function noteSilences(db: Database, notes: readonly SilenceNote[], at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { actorId, action, alert, silenceId, until, answered } of notes) {
      const details = {
        key: keyOf(alert),
        alert: alert.name,
        component: alert.component,
        silence: silenceId,
        until: until.toISOString(),
        answered,
      }
      await recordAudit(tx, { actorId, action, subjectKind: 'alert', subjectId: null, details }, at)
    }
  })
}

/** Whether it is noted who made a silence. */
export async function isNoted(db: Db, silenceId: string): Promise<boolean> {
  const { noted } = await db.one<{ noted: boolean }>(sql`
    select exists (
      select from audit_event
      where subject_kind = 'alert' and subject_id is null and action = 'alert.silenced'
        and details ->> 'silence' = ${silenceId}
    ) as noted`)
  return noted
}

export type HeldSilence = Pick<SilenceNote, 'alert' | 'until'> & { silenceId: string }

/** The silence of an alert that should still hold when its last note is all that is known. */
export async function findHeldSilence(db: Db, key: string, now: Date): Promise<HeldSilence | undefined> {
  const row = await db.maybeOne<{ name: string; component: string; silenceId: string; until: Date }>(sql`
    select name, component, "silenceId", until
    from (
      select action, details ->> 'alert' as name, details ->> 'component' as component,
        details ->> 'silence' as "silenceId", (details ->> 'until')::timestamptz as until
      from audit_event
      where subject_kind = 'alert' and subject_id is null and details ->> 'key' = ${key}
      order by id desc limit 1
    ) as last
    where action = 'alert.silenced' and "silenceId" is not null and until > ${now}`)
  return row && { alert: row, silenceId: row.silenceId, until: row.until }
}

/** Who muted or unmuted an alert; one press may have ended several silences. */
export type SilenceRecord = Pick<SilenceNote, 'action' | 'until' | 'answered'> & {
  at: Date
  actorName: string
}

/** What was done to an alert last, newest first. */
export function listSilenceRecords(db: Db, key: string, limit: number): Promise<SilenceRecord[]> {
  return db.many<SilenceRecord>(sql`
    select e.at, p.name as "actorName", e.action, max((e.details ->> 'until')::timestamptz) as until,
      bool_and((e.details ->> 'answered')::boolean) as answered
    from audit_event e join person p on p.id = e.actor_id
    where e.subject_kind = 'alert' and e.subject_id is null and e.details ->> 'key' = ${key}
    group by e.at, p.name, e.action
    order by max(e.id) desc limit ${limit}`)
}

/** Names of those who made the silences that hold by the notes, by their numbers. */
export async function silencerNames(db: Db, now: Date): Promise<ReadonlyMap<number, string>> {
  const people = await db.many<{ id: number; name: string }>(sql`
    select distinct p.id, p.name
    from audit_event e join person p on p.id = e.actor_id
    where e.subject_kind = 'alert' and e.subject_id is null and e.action = 'alert.silenced'
      and (e.details ->> 'until')::timestamptz > ${now}`)
  return new Map(people.map(({ id, name }) => [id, name]))
}
