import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'
import type { PeopleFilter } from './people-filter.ts'
import type { Person, Role } from './person.ts'

export type ListedPerson = Pick<Person, 'id' | 'name' | 'role' | 'status' | 'unreachableSince' | 'givesTasks'>

export interface PeoplePage {
  people: ListedPerson[]
  /** From 0; the last one when a later one was asked for. */
  page: number
  pages: number
  hasNext: boolean
  total: number
}

export interface PeopleQuery {
  /** `directed`: active people who are no directors. `givers`: those of them who may give orders. */
  filter: PeopleFilter | 'anybody' | 'active' | 'directed' | 'givers'
  /** Left out. */
  exceptIds?: readonly (number | null)[]
  /** None but these. */
  among?: readonly number[]
  /** Words that all occur in the name; whatever their case, ё as е. */
  search?: string
  page: number
  size: number
}

const columns = raw(
  'id, name, role, status, unreachable_since as "unreachableSince", gives_tasks as "givesTasks"',
)
const comparable = (text: Sql) => sql`translate(lower(${text}), 'ё', 'е')`

export async function listPeople(db: Db, query: PeopleQuery): Promise<PeoplePage> {
  const { filter, exceptIds = [], among, search, page, size } = query
  const words = (search ?? '').split(/\s+/).filter((word) => word !== '')
  const where = sql`
    where ${matches(filter)} ${among === undefined ? empty : sql`and id = any(${[...among]}::integer[])`}
      and id <> all(${exceptIds.filter((id) => id !== null)}::integer[]) ${words.length === 0 ? empty : containsAll(words)}`
  const { total } = await db.one<{ total: number }>(sql`select count(*) as total from person ${where}`)
  const pages = Math.max(1, Math.ceil(total / size))
  const shown = Math.min(page, pages - 1)
  const people = await db.many<ListedPerson>(sql`
    select ${columns} from person ${where}
    order by status <> 'active', name, id limit ${size} offset ${shown * size}`)
  return { people, page: shown, pages, hasNext: shown < pages - 1, total }
}

function matches(filter: PeopleQuery['filter']): Sql {
  if (filter === 'anybody') return sql`true`
  if (filter === 'all') return sql`status <> 'left'`
  if (filter === 'active') return sql`status = 'active'`
  if (filter === 'directed') return sql`status = 'active' and role <> 'director'`
  if (filter === 'givers') return sql`status = 'active' and role <> 'director' and gives_tasks`
  if (filter === 'out') return sql`status <> 'active'`
  return sql`status <> 'left' and role = ${filter satisfies Role}`
}

function containsAll(words: string[]): Sql {
  return sql`and not exists (
    select from unnest(${words}::text[]) as word
    where position(${comparable(sql`word`)} in ${comparable(sql`name`)}) = 0)`
}

/** Since when somebody is here. */
export async function admittedAt(db: Db, personId: number): Promise<Date> {
  const { at } = await db.one<{ at: Date }>(sql`select created_at as at from person where id = ${personId}`)
  return at
}
