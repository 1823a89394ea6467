import type { DeleteStmt, Node, RangeVar, SelectStmt, UpdateStmt } from 'libpg-query'
import type { KnownSchema } from './known-schema.ts'
import { dotted, partsWithin } from './nodes.ts'
import { fine, notJudged, type Verdict } from './verdict.ts'

/** Functions of which we know what they do: numbers of a sequence, and rights added. */
const knownFunctions = ['setval', 'pg_catalog.setval', 'grant_kpi_views']

/** Functions that do more than give a value, in whatever statement they stand. */
const acting =
  /^(pg_catalog\.)?(set_config|pg_sleep\w*|pg_(try_)?advisory_\w+|pg_(cancel|terminate)_backend|query_to_xml\w*)$|^dblink/

const allRows: Verdict = {
  reason: 'changes every row, and whoever wants to change one waits until all migrations are done',
  instead:
    'let the new code cope with old rows, and change them in parts by a job of the bot; a table that stays small may be changed with "-- allowed: " above and how small it is',
}

const takesLocks: Verdict = {
  reason: 'locks rows until all migrations are done',
  instead: 'read them without a lock: the migrations run alone',
}

const callsFunction: Verdict = {
  reason: 'calls a function, and what that does cannot be judged here',
  instead: notJudged.instead,
}

/** A statement that reads or writes rows, with what its WITH does. */
export function judgeData(node: Node, schema: KnownSchema): Verdict[] {
  const changes = [...partsWithin(node, 'UpdateStmt'), ...partsWithin(node, 'DeleteStmt')]
  return [
    ...(changes.some((change) => isOfAllRows(change, schema)) ? [allRows] : fine),
    ...(partsWithin(node, 'MergeStmt').some(({ relation }) => isInUse(relation, schema)) ? [allRows] : fine),
    ...('SelectStmt' in node ? judgeSelect(node.SelectStmt) : judgeCalls(node, schema)),
  ]
}

/** A SELECT of a migration is there for what it does, not for what it finds. */
function judgeSelect(select: SelectStmt): Verdict[] {
  const isUnknown = partsWithin(select, 'FuncCall').some(
    ({ funcname }) => !knownFunctions.includes(dotted(funcname)),
  )
  return [...(isUnknown ? [callsFunction] : fine), ...(select.lockingClause ? [takesLocks] : fine)]
}

function judgeCalls(node: Node, schema: KnownSchema): Verdict[] {
  const names = partsWithin(node, 'FuncCall').map(({ funcname }) => dotted(funcname))
  return names.some((name) => acting.test(name) || schema.functions(name).size > 0) ? [callsFunction] : fine
}

function isOfAllRows({ relation, whereClause }: UpdateStmt | DeleteStmt, schema: KnownSchema): boolean {
  if (!isInUse(relation, schema)) return false
  // a condition on nothing that was there before, as that a new column is still empty, holds for each row
  const columns = partsWithin(whereClause, 'ColumnRef').map(({ fields }) => dotted(fields?.slice(-1)))
  return columns.every((column) => schema.isNewColumn(relation, column))
}

const isInUse = (relation: RangeVar | undefined, schema: KnownSchema) => !schema.isNewRelation(relation)
