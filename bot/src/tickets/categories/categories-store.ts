import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../../platform/postgres.ts'
import type { Category } from './category.ts'

const columns = raw(
  `id, json_build_object('ru', name_ru, 'en', name_en) as name, emoji, archived_at as "archivedAt"`,
)

export function findCategory(db: Db, id: number): Promise<Category | undefined> {
  return db.maybeOne<Category>(sql`select ${columns} from category where id = ${id}`)
}

/** The categories a ticket can be filed under, in their order. */
export function listCategories(db: Db): Promise<Category[]> {
  return db.many<Category>(
    sql`select ${columns} from category where archived_at is null order by position, id`,
  )
}

/** Makes this transaction the only one that changes categories; tickets are filed meanwhile. */
export async function lockCategoryList(tx: Tx): Promise<void> {
  await tx.run(sql`lock table category in share row exclusive mode`)
}

/** All of them in their order, the archived ones last. */
export function listAllCategories(db: Db): Promise<Category[]> {
  return db.many<Category>(sql`
    select ${columns} from category order by archived_at is not null, position, id`)
}

export type CategoryNaming = Pick<Category, 'name' | 'emoji'>

/** Adds a category at the end. */
export function insertCategory(tx: Tx, { name, emoji }: CategoryNaming): Promise<Category> {
  return tx.one<Category>(sql`
    insert into category (name_ru, name_en, emoji, position)
    select ${name.ru}, ${name.en}, ${emoji}, coalesce(max(position), 0) + 1 from category
    returning ${columns}`)
}

export function saveCategory(tx: Tx, { id, name, emoji, archivedAt }: Category): Promise<Category> {
  return tx.one<Category>(sql`
    update category set name_ru = ${name.ru}, name_en = ${name.en}, emoji = ${emoji}, archived_at = ${archivedAt}
    where id = ${id}
    returning ${columns}`)
}

/** Puts categories into the order of these ids. */
export async function saveCategoryOrder(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.run(sql`
    update category set position = place.position
    from unnest(${[...ids]}::integer[]) with ordinality as place (id, position)
    where category.id = place.id`)
}
