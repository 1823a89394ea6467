import { recordAudit } from '../../people/audit-store.ts'
import { keepWhoMay } from '../../people/keep-who-may.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { listAllCategories, lockCategoryList, saveCategory, saveCategoryOrder } from './categories-store.ts'
import type { Category } from './category.ts'
import {
  type CategoryChanged,
  type CategoryRefusal,
  inUse,
  isNameTaken,
  orderAfterMove,
  refusalOfNew,
} from './category-list.ts'

/** What an admin does to a category; an archived one stays on the tickets that have it. */
export type CategoryChange =
  | { kind: 'renamed'; name: Category['name'] }
  | { kind: 'emoji_set'; emoji: string }
  | { kind: 'moved'; to: 'up' | 'down' }
  | { kind: 'archived' }
  | { kind: 'restored' }

/** Changes a category. Changes of the list come one after the other, so that none is decided on an old one. */
export async function changeCategory(
  tx: Tx,
  actor: Person,
  id: number,
  change: CategoryChange,
  now: Date,
): Promise<CategoryChanged> {
  if (!(await keepWhoMay(tx, actor.id, 'manage_categories'))) return { kind: 'not_allowed' }
  await lockCategoryList(tx)
  const all = await listAllCategories(tx)
  const before = all.find((category) => category.id === id)
  if (before === undefined) return { kind: 'not_found' }
  const refusal = refusalOf(all, before, change)
  if (refusal) return refusal

  if (change.kind === 'moved') await saveCategoryOrder(tx, orderAfterMove(all, id, change.to))
  const category = await saveCategory(tx, after(before, change, now))
  const subject = { subjectKind: 'category' as const, subjectId: id }
  const details = detailsOf(before, change)
  await recordAudit(tx, { actorId: actor.id, action: `category.${change.kind}`, ...subject, details }, now)
  return { kind: 'changed', category }
}

function refusalOf(
  all: readonly Category[],
  before: Category,
  change: CategoryChange,
): CategoryRefusal | undefined {
  const isInUse = before.archivedAt === null
  switch (change.kind) {
    case 'renamed':
      return isInUse && isNameTaken(all, change.name, before.id) ? { kind: 'name_taken' } : undefined
    case 'archived':
      return isInUse && inUse(all).length === 1 ? { kind: 'last_one' } : undefined
    case 'restored':
      return isInUse ? undefined : refusalOfNew(all, before.name)
    case 'emoji_set':
    case 'moved':
      return undefined
    default:
      return change satisfies never
  }
}

function after(before: Category, change: CategoryChange, now: Date): Category {
  switch (change.kind) {
    case 'renamed':
      return { ...before, name: change.name }
    case 'emoji_set':
      return { ...before, emoji: change.emoji }
    case 'moved':
      return before
    case 'archived':
      return { ...before, archivedAt: before.archivedAt ?? now }
    case 'restored':
      return { ...before, archivedAt: null }
    default:
      return change satisfies never
  }
}

function detailsOf(before: Category, change: CategoryChange): Record<string, string> {
  switch (change.kind) {
    case 'renamed': {
      const { ru, en } = before.name
      return { ru_from: ru, ru_to: change.name.ru, en_from: en, en_to: change.name.en }
    }
    case 'emoji_set':
      return { from: before.emoji, to: change.emoji }
    case 'moved':
      return { to: change.to }
    case 'archived':
    case 'restored':
      return {}
    default:
      return change satisfies never
  }
}
