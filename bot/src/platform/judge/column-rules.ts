import type { ColumnDef, Constraint } from 'libpg-query'
import { demandsValue } from './constraint-rules.ts'
import type { KnownSchema } from './known-schema.ts'
import { dotted, partsWithin } from './nodes.ts'
import { fine, type Verdict } from './verdict.ts'

/** Functions that give all rows one value, so that Postgres keeps it beside the table and writes no row anew. */
const sameForAllRows = ['now', 'transaction_timestamp', 'statement_timestamp']

const countedTypes = /^(small|big)?serial[248]?$/

const rewrites: Verdict = {
  reason:
    'gives each row a value of its own: the whole table is written anew, and nobody can read it meanwhile',
  instead:
    'add the column without it, fill the old rows in parts by a job of the bot; a default for new rows may be set by ALTER COLUMN SET DEFAULT',
}

const ofBoundDomain: Verdict = {
  reason: 'its type is a domain with rules or a default, for which the whole table is written anew',
  instead: 'give the column the type that the domain is of, with a CHECK on itself',
}

const leftOut: Verdict = {
  reason: 'the version before writes rows without it, and the rows that are there have nothing in it',
  instead: 'give it a default, or let it be null in this release and tighten it in a later one',
}

const unlikeOthers: Verdict = {
  reason: 'builds an index of the whole table while nobody can read or write it',
  instead:
    'add the column alone; let the new code keep the rule in this release, and add the constraint in a later one',
}

const overOtherColumns: Verdict = {
  reason:
    'reads the whole table while nobody can read or write it, and is about columns that the version before writes',
  instead:
    'add the column without it; let the new code keep the rule in this release (N), and add it as a constraint of the table, NOT VALID, in the next one, with "-- allowed: since release N nothing else is written" above',
}

const pointsSomewhere: Verdict = {
  reason: 'looks up the default of every row in the other table while nobody can read or write this one',
  instead: 'add the column without a default: a null points nowhere, and nothing is looked up',
}

/** What a column added to a table in use may not be. */
export function judgeNewColumn(
  { colname = '', typeName, constraints = [] }: ColumnDef,
  schema: KnownSchema,
): Verdict[] {
  const given = constraints.flatMap((one) => ('Constraint' in one ? one.Constraint : []))
  const has = (contype: Constraint['contype']) => given.some((one) => one.contype === contype)
  const isRewritten =
    countedTypes.test(dotted(typeName?.names)) || has('CONSTR_IDENTITY') || given.some(isWrittenForEachRow)
  const mustBeFilled =
    has('CONSTR_NOTNULL') ||
    given.some(({ contype, raw_expr }) => contype === 'CONSTR_CHECK' && demandsValue(raw_expr))
  return [
    ...(isRewritten ? [rewrites] : fine),
    ...(schema.isBoundDomain(dotted(typeName?.names)) ? [ofBoundDomain] : fine),
    ...(mustBeFilled && !given.some(fills) && !isRewritten ? [leftOut] : fine),
    ...(has('CONSTR_UNIQUE') || has('CONSTR_PRIMARY') ? [unlikeOthers] : fine),
    ...(given.some((one) => isAboutOthers(one, colname)) ? [overOtherColumns] : fine),
    ...(has('CONSTR_FOREIGN') && has('CONSTR_DEFAULT') ? [pointsSomewhere] : fine),
  ]
}

/** DEFAULT NULL is none. */
function fills({ contype, raw_expr }: Constraint): boolean {
  const isNull = raw_expr !== undefined && 'A_Const' in raw_expr && raw_expr.A_Const.isnull === true
  return contype === 'CONSTR_DEFAULT' && !isNull
}

function isWrittenForEachRow({ contype, raw_expr, generated_kind }: Constraint): boolean {
  if (contype === 'CONSTR_GENERATED') return generated_kind !== 'v'
  if (contype !== 'CONSTR_DEFAULT') return false
  return partsWithin({ raw_expr }, 'FuncCall').some(
    ({ funcname }) => !sameForAllRows.includes(dotted(funcname)),
  )
}

function isAboutOthers({ contype, raw_expr }: Constraint, column: string): boolean {
  if (contype !== 'CONSTR_CHECK') return false
  return partsWithin({ raw_expr }, 'ColumnRef').some(({ fields }) => dotted(fields) !== column)
}
