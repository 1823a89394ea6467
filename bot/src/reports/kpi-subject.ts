import { may, type Person } from '../people/person.ts'

/** Whose figures, or of what: the school, a person, tickets of a category, of a place, or that nobody has. */
export type KpiSubject =
  | { of: 'school' }
  | { of: 'person'; personId: number }
  | { of: 'category'; categoryId: number }
  /** The place by a hash of its words: a button has no room for them. */
  | { of: 'place'; hash: string }
  | { of: 'nobody' }

const maxId = 2_147_483_647

/** As a button carries it: `all`, `p12`, `c3`, `h1a2b3c4d`, `free`. */
export function packSubject(subject: KpiSubject): string {
  switch (subject.of) {
    case 'school':
      return 'all'
    case 'person':
      return `p${subject.personId}`
    case 'category':
      return `c${subject.categoryId}`
    case 'place':
      return `h${subject.hash}`
    case 'nobody':
      return 'free'
    default:
      return subject satisfies never
  }
}

/** Undefined for what no button of ours ever said. */
export function unpackSubject(packed: string): KpiSubject | undefined {
  if (packed === 'all') return { of: 'school' }
  if (packed === 'free') return { of: 'nobody' }
  const [, kind, value = ''] = /^([pc])(\d{1,10})$|^$/.exec(packed) ?? /^(h)([0-9a-f]{8})$/.exec(packed) ?? []
  if (kind === 'h') return { of: 'place', hash: value }
  const id = Number(value)
  if (id < 1 || id > maxId) return undefined
  if (kind === 'p') return { of: 'person', personId: id }
  return kind === 'c' ? { of: 'category', categoryId: id } : undefined
}

/** The director sees the school and everybody in it; all others see themselves. */
export function maySeeFigures(person: Person, subject: KpiSubject): boolean {
  if (may(person, 'see_kpi')) return true
  return person.status === 'active' && subject.of === 'person' && subject.personId === person.id
}

/** What a person sees first. */
export function ownSubject(person: Person): KpiSubject {
  return may(person, 'see_kpi') ? { of: 'school' } : { of: 'person', personId: person.id }
}

/** Only the school and people have orders. */
export function hasTasks(subject: KpiSubject): boolean {
  return subject.of === 'school' || subject.of === 'person'
}
