import { literal } from './statements.ts'

/** What can be counted of a database: a copy that was restored whole has the same. */
export interface DatabaseFacts {
  /** The name of the last migration; null where there is no table of migrations. */
  schema: string | null
  /** Rows of each table, by its name with its schema. */
  rows: Record<string, number>
  indexes: number
  constraints: number
  /** Constraints and indexes that do not hold. */
  invalid: number
  views: number
  functions: number
  triggers: number
}

/** Something that takes one statement which selects one line of JSON: a server's database, or a snapshot of it. */
export type AskJson = <Row>(statement: string) => Promise<Row>

const ours = `nspname not like 'pg\\_%' and nspname <> 'information_schema'`

/** The tables of a database with their schema, quoted where that is needed. */
const tables = `
  select coalesce(json_agg(format('%I.%I', nspname, relname) order by nspname, relname), '[]'::json)
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind in ('r', 'p') and ${ours}`

const counts = `
  select json_build_object(
    'indexes', (select count(*) from pg_index join pg_class on pg_class.oid = indexrelid
      join pg_namespace on pg_namespace.oid = relnamespace where ${ours}),
    'constraints', (select count(*) from pg_constraint
      join pg_namespace on pg_namespace.oid = connamespace where ${ours}),
    'invalid', (select count(*) from pg_constraint where not convalidated)
      + (select count(*) from pg_index where not indisvalid),
    'views', (select count(*) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind in ('v', 'm') and ${ours}),
    'functions', (select count(*) from pg_proc join pg_namespace on pg_namespace.oid = pronamespace where ${ours}),
    'triggers', (select count(*) from pg_trigger where not tgisinternal))`

/** Reads every table to its end. */
export async function readFacts(ask: AskJson): Promise<DatabaseFacts> {
  const names = await ask<string[]>(oneLine(tables))
  const rows = names.map((name) => `${literal(name)}, (select count(*) from ${name})`)
  // a function takes a hundred arguments at most
  const parts: Record<string, number>[] = []
  for (let at = 0; at < rows.length; at += 40) {
    parts.push(await ask(`select json_build_object(${rows.slice(at, at + 40).join(', ')})`))
  }
  const has = (name: string) => names.includes(name)
  const schema = has('public.schema_migration')
    ? `select coalesce((select to_json(name) from public.schema_migration order by run_on desc, id desc limit 1), 'null')`
    : has('public.django_migrations')
      ? "select to_json((select count(*) || ' migrations' from public.django_migrations))"
      : `select 'null'::json`
  return {
    schema: await ask(schema),
    rows: Object.assign({}, ...parts),
    ...(await ask<Omit<DatabaseFacts, 'schema' | 'rows'>>(oneLine(counts))),
  }
}

/** What is different in a copy, in words, the most telling first; empty when nothing is. */
export function differences(wanted: DatabaseFacts, found: DatabaseFacts): string[] {
  const schema =
    wanted.schema === found.schema ? [] : [`its schema is ${found.schema} and not ${wanted.schema}`]
  const names = [...new Set([...Object.keys(wanted.rows), ...Object.keys(found.rows)])].sort()
  const rows = names
    .filter((name) => wanted.rows[name] !== found.rows[name])
    .map((name) => `${name} has ${found.rows[name] ?? 'no'} rows and not ${wanted.rows[name] ?? 'none'}`)
  const kinds = ['indexes', 'constraints', 'invalid', 'views', 'functions', 'triggers'] as const
  const rest = kinds
    .filter((kind) => wanted[kind] !== found[kind])
    .map((kind) => `${kind}: ${found[kind]} and not ${wanted[kind]}`)
  return [...schema, ...rows, ...rest]
}

/** psql answers a statement when its line ends. */
const oneLine = (statement: string) => statement.replaceAll(/\s*\n\s*/g, ' ').trim()
