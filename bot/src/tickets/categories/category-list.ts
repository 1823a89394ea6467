import type { Category } from './category.ts'

export type CategoryRefusal =
  | { kind: 'not_allowed' }
  | { kind: 'not_found' }
  /** Another one in use has this name. */
  | { kind: 'name_taken' }
  /** At least one must be left to file tickets under. */
  | { kind: 'last_one' }
  | { kind: 'too_many' }

export type CategoryChanged = { kind: 'changed'; category: Category } | CategoryRefusal

/** As many as can still be looked through as buttons. */
export const maxCategories = 40

/** The categories that tickets can be filed under, in their order. */
export function inUse(all: readonly Category[]): Category[] {
  return all.filter(({ archivedAt }) => archivedAt === null)
}

/** Whether a category of this name may come among those in use. */
export function refusalOfNew(all: readonly Category[], name: Category['name']): CategoryRefusal | undefined {
  if (inUse(all).length >= maxCategories) return { kind: 'too_many' }
  return isNameTaken(all, name) ? { kind: 'name_taken' } : undefined
}

export function isNameTaken(all: readonly Category[], name: Category['name'], exceptId?: number): boolean {
  return inUse(all).some(
    (one) => one.id !== exceptId && (same(one.name.ru, name.ru) || same(one.name.en, name.en)),
  )
}

/** Ids of those in use after the category has changed places with its neighbour, if it has one there. */
export function orderAfterMove(all: readonly Category[], id: number, to: 'up' | 'down'): number[] {
  const ids = inUse(all).map((category) => category.id)
  const at = ids.indexOf(id)
  const target = to === 'up' ? at - 1 : at + 1
  const neighbour = ids[target]
  if (at < 0 || neighbour === undefined) return ids
  return ids.with(at, neighbour).with(target, id)
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
