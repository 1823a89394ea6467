import type { AlterTableStmt, Constraint, ConstrType, Node } from 'libpg-query'
import { addedColumns, droppedConstraints } from './alter-table.ts'
import type { KnownSchema } from './known-schema.ts'
import { dotted, partsWithin } from './nodes.ts'
import { fine, notJudged, type Verdict } from './verdict.ts'

const nothingElse = '"-- allowed: since release N nothing else is written" above'

const holdsAtOnce: Verdict = {
  reason: 'holds at once for what the version before writes, NOT VALID or not',
  instead: `let the code of this release (N) keep the rule; the next one (N+1), when N is in service, adds it (CHECK and FOREIGN KEY: NOT VALID) with ${nothingElse}, and one after that may VALIDATE it. A CHECK that takes the place of one dropped here under the same name is taken, and must only widen it`,
}

const holdsAndReads: Verdict = {
  reason:
    'holds at once for what the version before writes, and reads the whole table while nobody can write it',
  instead: holdsAtOnce.instead,
}

const readsAll: Verdict = {
  reason: 'reads the whole table while nobody can write it, and fails on the first row that does not fit',
  instead:
    'add it NOT VALID: it then holds for what is written from now on; VALIDATE it in a migration of a later release',
}

const buildsIndex: Verdict = {
  reason:
    'builds an index of the whole table while nobody can read or write it; the version before may write what it forbids',
  instead: `let the code of this release (N) keep the rule; when N is in service, build a unique index by hand with CONCURRENTLY, and let the next one (N+1) add the constraint USING INDEX with ${nothingElse}`,
}

const excludes: Verdict = {
  reason:
    'builds an index of the whole table while nobody can read or write it; the version before may write what it forbids',
  instead: 'make a new table with it and let the new code write both; leave the old one in a later release',
}

export const notNull: Verdict = {
  reason: 'the version before may write rows without it, and all rows are read under a lock',
  instead: `let the code of this release (N) fill it, and the old rows by a job; the next one (N+1), when N is in service, says it with ${nothingElse}. Where the table is large, N+1 adds CHECK (column IS NOT NULL) NOT VALID so, N+2 may VALIDATE that, and SET NOT NULL then reads nothing`,
}

const refused: Partial<Record<ConstrType, Verdict>> = {
  CONSTR_CHECK: readsAll,
  CONSTR_FOREIGN: readsAll,
  CONSTR_UNIQUE: buildsIndex,
  CONSTR_PRIMARY: buildsIndex,
  CONSTR_NOTNULL: notNull,
  CONSTR_EXCLUSION: excludes,
}

/** What a constraint added to a table in use may not be. */
export function judgeNewConstraint(
  constraint: Constraint,
  statement: AlterTableStmt,
  schema: KnownSchema,
): Verdict[] {
  const { contype, skip_validation, indexname } = constraint
  if (contype === undefined) return [notJudged]
  if (contype === 'CONSTR_UNIQUE' && indexname !== undefined) return [holdsAtOnce]
  if (contype !== 'CONSTR_CHECK' && contype !== 'CONSTR_FOREIGN') return [refused[contype] ?? notJudged]
  const bindsNobody =
    isOfNewColumns(constraint, statement, schema) || takesPlaceOfDropped(constraint, statement, schema)
  if (!bindsNobody) return [skip_validation ? holdsAtOnce : holdsAndReads]
  return skip_validation ? fine : [readsAll]
}

/** The version before writes none of them. */
function isOfNewColumns(constraint: Constraint, statement: AlterTableStmt, schema: KnownSchema): boolean {
  const columns = columnsOf(constraint)
  const isNew = (column: string) =>
    schema.isNewColumn(statement.relation, column) || addedColumns(statement).includes(column)
  return columns.length > 0 && columns.every(isNew) && !demandsValue(constraint.raw_expr)
}

/** As a list of values is widened. That it is not narrowed only its author knows. */
function takesPlaceOfDropped(
  constraint: Constraint,
  statement: AlterTableStmt,
  schema: KnownSchema,
): boolean {
  const { contype, conname } = constraint
  if (contype !== 'CONSTR_CHECK') return false
  const [column, ...others] = new Set(columnsOf(constraint))
  const inName = column === undefined || others.length > 0 ? [] : [column]
  // without a name Postgres gives it this one
  const name = conname ?? [statement.relation?.relname, ...inName, 'check'].join('_')
  return schema.isDroppedConstraint(statement.relation, name) || droppedConstraints(statement).includes(name)
}

function columnsOf({ raw_expr, fk_attrs }: Constraint): string[] {
  const read = partsWithin({ raw_expr }, 'ColumnRef').map(({ fields }) => dotted(fields?.slice(-1)))
  return [...read, ...(fk_attrs ?? []).map((attribute) => dotted([attribute]))]
}

/** Whether a row that says nothing of the column is kept out: all other conditions let a null pass, or may. */
export function demandsValue(condition: Node | undefined): boolean {
  if (condition === undefined) return false
  if ('NullTest' in condition) return condition.NullTest.nulltesttype === 'IS_NOT_NULL'
  if (!('BoolExpr' in condition) || condition.BoolExpr.boolop !== 'AND_EXPR') return false
  return (condition.BoolExpr.args ?? []).some(demandsValue)
}
