import type { Clock, TicketClocks } from './clocks.ts'

export type ClockKind = 'response' | 'resolution'

export interface RunningClock {
  kind: 'running'
  /** Working seconds; negative when the target was missed. */
  left: number
  dueAt: Date | null
}

/** How a clock stands, for people to read. Without a target, or closed undecided, a clock says nothing. */
export type ClockState =
  | RunningClock
  /** The ticket waits for its author. */
  | { kind: 'paused'; left: number }
  | { kind: 'stopped'; used: number; target: number }

/** The clock of the first answer. */
export function responseState({ status, takenAt, response }: TicketClocks): ClockState | undefined {
  if (takenAt !== null) return stopped(response)
  return status === 'new' ? running(response) : undefined
}

/** The clock of the work. */
export function resolutionState({ status, resolution }: TicketClocks): ClockState | undefined {
  switch (status) {
    case 'new':
    case 'in_progress':
      return running(resolution)
    case 'waiting_for_author':
      return resolution.target === null ? undefined : { kind: 'paused', left: left(resolution) }
    case 'resolved':
    case 'closed':
      return stopped(resolution)
    case 'cancelled':
      return undefined
    default:
      return status satisfies never
  }
}

/** The clock that a ticket in the queue is watched by: the one that is due first. */
export function nearestClock(clocks: TicketClocks): { of: ClockKind; state: ClockState } | undefined {
  const response = responseState(clocks)
  const resolution = resolutionState(clocks)
  if (response?.kind === 'running') {
    // both run since the ticket was filed: nobody has answered yet
    const isFirst = resolution?.kind !== 'running' || response.left <= resolution.left
    if (isFirst) return { of: 'response', state: response }
  }
  return resolution && resolution.kind !== 'stopped' ? { of: 'resolution', state: resolution } : undefined
}

function running(clock: Clock): ClockState | undefined {
  return clock.target === null ? undefined : { kind: 'running', left: left(clock), dueAt: clock.dueAt }
}

function stopped({ used, target }: Clock): ClockState | undefined {
  return target === null ? undefined : { kind: 'stopped', used, target }
}

const left = ({ used, target }: Clock) => (target ?? 0) - used
