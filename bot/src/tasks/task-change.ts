import type { Person } from '../people/person.ts'
import type { MoveRequest, Task, TaskAction } from './task.ts'

/** What was done to an order: what those concerned are told of. */
export interface TaskChange {
  action: TaskAction
  /** Null: the system. */
  actor: Person | null
  at: Date
  before: Task
  after: Task
  coDoerIds: readonly number[]
  /** With `release`: who helped and has gone. */
  coDoerLeftId?: number | undefined
  /** The request that was made or answered. */
  moveRequest: MoveRequest | undefined
  /** How many reports have come, this one too. */
  reports: number
  text: string | undefined
  attachmentIds: readonly number[]
  /** With `escalate`: who learns that the order is late. */
  to?: 'givers' | 'directors' | undefined
}
