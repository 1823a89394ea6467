import type { Node } from 'libpg-query'
import { judgeData } from './data-rules.ts'
import { judgeDrop, judgeGrant, judgeRename } from './drop-rules.ts'
import type { KnownSchema } from './known-schema.ts'
import { type Kind, partsOf, type Shapes } from './nodes.ts'
import { judgeFunction, judgeIndex, judgeSequence, judgeTrigger, judgeView } from './replace-rules.ts'
import { judgeAlterTable } from './table-rules.ts'
import { fine, notJudged, type Verdict } from './verdict.ts'

type Rules = { [K in Kind]?: (statement: Shapes[K], schema: KnownSchema) => Verdict[] }

const always = (verdict: Verdict) => () => [verdict]
const never = () => fine

const hidden: Verdict = {
  reason: 'what its code does cannot be judged here',
  instead: notJudged.instead,
}

const enumChange: Verdict = {
  reason:
    'a value added cannot be used before all migrations are done, and cannot be taken back; the version before does not know it',
  instead: 'use text with a CHECK, as everywhere here, or a table of values',
}

const settings =
  /^(lock_timeout|statement_timeout|transaction_timeout|search_path|role|session_authorization|session_replication_role)$/

/** What is not named here is refused: nobody has thought about it. */
const rules: Rules = {
  AlterTableStmt: judgeAlterTable,
  DropStmt: judgeDrop,
  RenameStmt: judgeRename,
  GrantStmt: judgeGrant,
  IndexStmt: judgeIndex,
  CreateTrigStmt: judgeTrigger,
  CreateFunctionStmt: judgeFunction,
  ViewStmt: judgeView,

  SelectStmt: (SelectStmt, schema) => judgeData({ SelectStmt }, schema),
  InsertStmt: (InsertStmt, schema) => judgeData({ InsertStmt }, schema),
  UpdateStmt: (UpdateStmt, schema) => judgeData({ UpdateStmt }, schema),
  DeleteStmt: (DeleteStmt, schema) => judgeData({ DeleteStmt }, schema),
  MergeStmt: (MergeStmt, schema) => judgeData({ MergeStmt }, schema),
  AlterSeqStmt: judgeSequence,
  TruncateStmt: ({ relations = [] }, schema) => {
    const isNew = relations.every((one) => 'RangeVar' in one && schema.isNewRelation(one.RangeVar))
    return isNew ? fine : [emptied]
  },
  LockStmt: always({
    reason: 'everybody waits for the table until all migrations are done',
    instead: 'leave it out: the migrations run alone, and each statement takes the lock it needs',
  }),

  CreateStmt: ({ partbound, inhRelations = [] }, schema) => {
    const parents = inhRelations.every((one) => 'RangeVar' in one && schema.isNewRelation(one.RangeVar))
    return partbound === undefined || parents ? fine : [notJudged]
  },
  CreateTableAsStmt: (CreateTableAsStmt, schema) => judgeData({ CreateTableAsStmt }, schema),
  CreateSeqStmt: never,
  CreateEnumStmt: never,
  CreateDomainStmt: never,
  CompositeTypeStmt: never,
  CreateRangeStmt: never,
  CreateSchemaStmt: never,
  CreateStatsStmt: never,
  CommentStmt: never,
  NotifyStmt: never,
  VacuumStmt: ({ is_vacuumcmd }) => (is_vacuumcmd ? [notJudged] : fine),
  VariableSetStmt: ({ name = '' }) => (settings.test(name) ? [setting] : fine),

  AlterEnumStmt: always(enumChange),
  DoStmt: always(hidden),
  CallStmt: always(hidden),
  ExecuteStmt: always(hidden),
  TransactionStmt: always({
    reason: 'all migrations are one transaction, and this would end it in the middle',
    instead: 'leave it out',
  }),
}

const emptied: Verdict = {
  reason: 'the version before needs the rows, and nobody can read the table meanwhile',
  instead: 'empty it in a later release, when no version that reads it can come back',
}

const setting: Verdict = {
  reason: 'changes how long the migrations wait for a lock, or who they are',
  instead: 'leave it out: what is set when they begin keeps the school from waiting',
}

/** What speaks against a statement while the version before is in service; nothing where nothing does. */
export function judgeStatement(node: Node, schema: KnownSchema): Verdict[] {
  const [kind, statement] = partsOf(node)
  const rule = rules[kind] as ((statement: unknown, schema: KnownSchema) => Verdict[]) | undefined
  return rule === undefined ? [notJudged] : rule(statement, schema)
}
