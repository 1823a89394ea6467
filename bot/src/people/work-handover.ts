import type { Tx } from '../platform/postgres.ts'
import type { Person } from './person.ts'

export interface Handover {
  /** Whose work it was. */
  from: Person
  /** Who does it from now on; null: back to the queue. */
  to: Person | null
  actor: Person
  /** `role`: the person stays, with a role that may not do this work. */
  reason: 'left' | 'blocked' | 'role'
  now: Date
}

/** What a feature that gives people work has to offer, so that nobody's work is lost when he goes. */
export interface WorkHandover {
  /** How much a person has to do: what a handover would move. */
  countOpenWork(tx: Tx, personId: number): Promise<number>
  /**
   * Moves the open work, in the transaction of the change, and tells those who wait for it. Returns how much was
   * moved. The receiver is told the number by the caller.
   */
  handOverWork(tx: Tx, handover: Handover): Promise<number>
}

/** The work of several features as one. */
export function allWork(parts: readonly WorkHandover[]): WorkHandover {
  return {
    async countOpenWork(tx, personId) {
      let total = 0
      for (const part of parts) total += await part.countOpenWork(tx, personId)
      return total
    },
    async handOverWork(tx, handover) {
      let total = 0
      for (const part of parts) total += await part.handOverWork(tx, handover)
      return total
    },
  }
}
