import { recordAudit } from '../../people/audit-store.ts'
import { keepWhoMay } from '../../people/keep-who-may.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Urgency } from '../ticket.ts'
import type { ClockKind } from './clock-state.ts'
import { refusalOfTarget, type TargetChanged } from './targets.ts'
import { lockTarget, saveTarget } from './targets-store.ts'

export interface WantedTarget {
  urgency: Urgency
  clock: ClockKind
  /** Working seconds; null: no target. */
  seconds: number | null
}

/** Sets one target. It holds at once, for open tickets too: their clocks are computed when they are read. */
export async function changeTarget(
  tx: Tx,
  actor: Person,
  { urgency, clock, seconds }: WantedTarget,
  now: Date,
): Promise<TargetChanged> {
  if (!(await keepWhoMay(tx, actor.id, 'manage_ticket_targets'))) return { kind: 'not_allowed' }
  const before = await lockTarget(tx, urgency)
  if (before[clock] === seconds) return { kind: 'unchanged' }
  const target = { ...before, [clock]: seconds }
  const refusal = refusalOfTarget(target, clock)
  if (refusal) return refusal
  await saveTarget(tx, target)
  const subject = { subjectKind: 'ticket_target' as const, subjectId: null }
  const details = { urgency, clock, from: before[clock], to: seconds }
  await recordAudit(tx, { actorId: actor.id, action: 'ticket_target.changed', ...subject, details }, now)
  return { kind: 'changed', target }
}
