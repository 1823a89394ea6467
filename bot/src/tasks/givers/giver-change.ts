import type { Person } from '../../people/person.ts'

/** What became of a director's wish that somebody may give orders, or no longer. */
export type GiverChange =
  | GiverRefusal
  | { kind: 'unchanged'; person: Person }
  | { kind: 'changed'; person: Person }

export type GiverRefusal =
  /** Only directors decide it. */
  | { kind: 'forbidden' }
  | { kind: 'not_found' }
  /** Has left or is blocked. */
  | { kind: 'not_active' }
  /** A director may give orders anyway. */
  | { kind: 'is_director' }
