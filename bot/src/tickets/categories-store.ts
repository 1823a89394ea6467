import sql, { raw } from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'
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
