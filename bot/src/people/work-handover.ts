import type { Tx } from '../platform/postgres.ts'
import type { Person } from './person.ts'
import { addWork, type Work } from './work.ts'

export interface Handover {
  /** Whose work it was. */
  from: Person
  /** Who does it from now on; null: back to where work waits for somebody. */
  to: Person | null
  actor: Person
  /** `role`: the person stays, with a role that may not work on tickets. */
  reason: 'left' | 'blocked' | 'role'
  now: Date
}

/** What a feature that gives people work has to offer, so that nobody's work is lost when he goes. */
export interface WorkHandover {
  /** How much a person has to do. */
  countOpenWork(tx: Tx, personId: number): Promise<Work>
  /** Whether somebody could take over such work as far as it is of this feature. */
  canTake(person: Pick<Person, 'role' | 'status' | 'givesTasks'>, work: Work): boolean
  /**
   * Moves the open work, in the transaction of the change, and tells those who wait for it. Returns what was moved.
   * The receiver is told how much by the caller.
   */
  handOverWork(tx: Tx, handover: Handover): Promise<Work>
}

/** The work of several features as one. */
export function allWork(parts: readonly WorkHandover[]): WorkHandover {
  return {
    async countOpenWork(tx, personId) {
      let total: Work = {}
      for (const part of parts) total = addWork(total, await part.countOpenWork(tx, personId))
      return total
    },
    canTake: (person, work) => parts.every((part) => part.canTake(person, work)),
    async handOverWork(tx, handover) {
      let total: Work = {}
      for (const part of parts) total = addWork(total, await part.handOverWork(tx, handover))
      return total
    },
  }
}
