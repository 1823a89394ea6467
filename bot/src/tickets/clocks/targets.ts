import type { Urgency } from '../ticket.ts'
import type { ClockKind } from './clock-state.ts'

/** How soon tickets of an urgency should be answered and resolved, in working seconds; null: no target. */
export interface TicketTarget extends Record<ClockKind, number | null> {
  urgency: Urgency
}

export type TargetRefusal =
  | { kind: 'not_allowed' }
  /** Nobody can resolve what he has not answered; `wanted` is the one that was to be changed. */
  | { kind: 'response_exceeds_resolution'; wanted: ClockKind; response: number; resolution: number }

export type TargetChanged = { kind: 'changed'; target: TicketTarget } | { kind: 'unchanged' } | TargetRefusal

/** Why a target cannot become this. */
export function refusalOfTarget(
  { response, resolution }: TicketTarget,
  wanted: ClockKind,
): TargetRefusal | undefined {
  if (response === null || resolution === null || response <= resolution) return undefined
  return { kind: 'response_exceeds_resolution', wanted, response, resolution }
}
