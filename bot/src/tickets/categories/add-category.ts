import { recordAudit } from '../../people/audit-store.ts'
import { keepWhoMay } from '../../people/keep-who-may.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import {
  type CategoryNaming,
  insertCategory,
  listAllCategories,
  lockCategoryList,
} from './categories-store.ts'
import { type CategoryChanged, refusalOfNew } from './category-list.ts'

/** Adds a category at the end of the list. */
export async function addCategory(
  tx: Tx,
  actor: Person,
  naming: CategoryNaming,
  now: Date,
): Promise<CategoryChanged> {
  if (!(await keepWhoMay(tx, actor.id, 'manage_categories'))) return { kind: 'not_allowed' }
  await lockCategoryList(tx)
  const refusal = refusalOfNew(await listAllCategories(tx), naming.name)
  if (refusal) return refusal
  const category = await insertCategory(tx, naming)
  const subject = { subjectKind: 'category' as const, subjectId: category.id }
  const details = { ...naming.name, emoji: naming.emoji }
  await recordAudit(tx, { actorId: actor.id, action: 'category.added', ...subject, details }, now)
  return { kind: 'changed', category }
}
