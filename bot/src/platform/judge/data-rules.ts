import type { DeleteStmt, Node, RangeVar, SelectStmt, UpdateStmt } from 'libpg-query'
import type { KnownSchema } from './known-schema.ts'
import { dotted, partsWithin } from './nodes.ts'
import { fine, notJudged, type Verdict } from './verdict.ts'

/** Functions of which we know what they do: numbers of a sequence, and rights added. */
const knownFunctions = ['setval', 'pg_catalog.setval', 'grant_kpi_views']

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
    ...('SelectStmt' in node ? judgeSelect(node.SelectStmt) : fine),
  ]
}

/** A SELECT of a migration is there for what it does, not for what it finds. */
function judgeSelect(select: SelectStmt): Verdict[] {
  const isUnknown = partsWithin(select, 'FuncCall').some(
    ({ funcname }) => !knownFunctions.includes(dotted(funcname)),
  )
  return [...(isUnknown ? [callsFunction] : fine), ...(select.lockingClause ? [takesLocks] : fine)]
}

function isOfAllRows({ relation, whereClause }: UpdateStmt | DeleteStmt, schema: KnownSchema): boolean {
  return isInUse(relation, schema) && (whereClause === undefined || isTrue(whereClause))
}

const isInUse = (relation: RangeVar | undefined, schema: KnownSchema) => !schema.isNewRelation(relation)

const isTrue = (condition: Node) =>
  'A_Const' in condition && 'boolval' in condition.A_Const && condition.A_Const.boolval?.boolval === true
