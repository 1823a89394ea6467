import type { Node, SelectStmt, ViewStmt } from 'libpg-query'
import { dotted } from './nodes.ts'

/** The names of a view's columns, as far as its text says them. */
export function viewColumns({ query, aliases = [] }: ViewStmt): string[] | undefined {
  const named = aliases.flatMap((alias) => ('String' in alias ? (alias.String.sval ?? '') : []))
  const select = query !== undefined && 'SelectStmt' in query ? query.SelectStmt : undefined
  const selected = select && selectedColumns(select)
  return selected?.map((column, index) => named[index] ?? column)
}

function selectedColumns(select: SelectStmt): string[] | undefined {
  // of a union the first part gives the names
  if (select.larg !== undefined) return selectedColumns(select.larg)
  const columns = (select.targetList ?? []).map((target) =>
    'ResTarget' in target ? (target.ResTarget.name ?? namedLike(target.ResTarget.val)) : undefined,
  )
  return columns.every((column) => column !== undefined) ? columns : undefined
}

function namedLike(value: Node | undefined): string | undefined {
  if (value === undefined) return undefined
  if ('ColumnRef' in value) {
    const last = value.ColumnRef.fields?.at(-1)
    return last !== undefined && 'String' in last ? last.String.sval : undefined
  }
  if ('FuncCall' in value) return dotted(value.FuncCall.funcname).split('.').at(-1)
  return undefined
}
