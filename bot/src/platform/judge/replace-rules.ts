import type { AlterSeqStmt, CreateFunctionStmt, CreateTrigStmt, IndexStmt, ViewStmt } from 'libpg-query'
import { type KnownSchema, signatureOf } from './known-schema.ts'
import { dotted, nameOf } from './nodes.ts'
import { fine, notJudged, type Verdict } from './verdict.ts'
import { viewColumns } from './view-columns.ts'

const otherColumns: Verdict = {
  reason: 'takes away, renames or moves columns that the version before reads',
  instead: 'add new columns at its end, or make a view of another name',
}

const otherSignature: Verdict = {
  reason:
    'has other arguments or another result than the function of this name, which the version before calls',
  instead: 'give it another name, and drop the former one in a later release',
}

const watchesWrites: Verdict = {
  reason: 'what the version before writes goes through it, and an error in it refuses that',
  instead:
    'do it in the new code; or write above it "-- allowed: " and why it can refuse nothing that the version before writes',
}

const concurrently: Verdict = {
  reason: 'CONCURRENTLY cannot run here: all migrations are one transaction',
  instead:
    'build it by hand before the deploy with CREATE INDEX CONCURRENTLY, and let the migration say CREATE INDEX IF NOT EXISTS with "-- allowed: " above and that',
}

const index: Verdict = {
  reason: 'nobody can write the table while it is built',
  instead:
    'write above it "-- allowed: " and how large the table gets: a million rows take a second. Else build it by hand before the deploy with CREATE INDEX CONCURRENTLY, and say CREATE INDEX IF NOT EXISTS here',
}

const uniqueIndex: Verdict = {
  reason: 'nobody can write the table while it is built, and the version before may write what it forbids',
  instead:
    'let the new code keep the rule in this release (N); build the index in the next one, with "-- allowed: since release N nothing else is written" above and how large the table gets, by hand with CONCURRENTLY if it is large',
}

/** A body may change: that it gives the version before what it gave is for the tests and for whoever reads it. */
export function judgeFunction(statement: CreateFunctionStmt, schema: KnownSchema): Verdict[] {
  const name = dotted(statement.funcname)
  const known = schema.functions(name)
  const isAnother = known.size > 0 && !known.has(signatureOf(statement)) && !schema.isNew('function', name)
  return isAnother ? [otherSignature] : fine
}

export function judgeView(statement: ViewStmt, schema: KnownSchema): Verdict[] {
  const name = nameOf(statement.view)
  const before = schema.columns(name)
  const after = viewColumns(statement)
  if (!statement.replace || schema.isNew('relation', name) || !before || !after) return fine
  return before.every((column, index) => after[index] === column) ? fine : [otherColumns]
}

/** To whom it belongs, and how many numbers are taken at once, is nothing to who takes them. */
export function judgeSequence({ sequence, options = [] }: AlterSeqStmt, schema: KnownSchema): Verdict[] {
  const isHarmless = options.every(
    (option) =>
      'DefElem' in option && (option.DefElem.defname === 'owned_by' || option.DefElem.defname === 'cache'),
  )
  return isHarmless || schema.isNewRelation(sequence) ? fine : [notJudged]
}

export function judgeTrigger({ relation }: CreateTrigStmt, schema: KnownSchema): Verdict[] {
  return schema.isNewRelation(relation) ? fine : [watchesWrites]
}

export function judgeIndex({ relation, concurrent, unique }: IndexStmt, schema: KnownSchema): Verdict[] {
  if (concurrent) return [concurrently]
  if (schema.isNewRelation(relation)) return fine
  return [unique ? uniqueIndex : index]
}
