import type { AlterTableCmd, AlterTableStmt, AlterTableType } from 'libpg-query'
import { judgeNewColumn } from './column-rules.ts'
import { judgeNewConstraint, notNull } from './constraint-rules.ts'
import type { KnownSchema } from './known-schema.ts'
import { nameOf } from './nodes.ts'
import { fine, notJudged, type Verdict } from './verdict.ts'

/** What neither the version before nor a lock of some length has to do with. */
const harmless: AlterTableType[] = [
  'AT_DropNotNull',
  'AT_SetStatistics',
  'AT_SetOptions',
  'AT_ResetOptions',
  'AT_SetStorage',
  'AT_SetCompression',
  'AT_SetRelOptions',
  'AT_ResetRelOptions',
  'AT_ReplicaIdentity',
]

const newTable =
  'make a new table as it should be, let the new code write both, and leave the old one in a later release'

const rewritten: Verdict = {
  reason: 'writes the whole table anew while nobody can read it',
  instead: newTable,
}

const refused: Partial<Record<AlterTableType, Verdict>> = {
  AT_DropColumn: {
    reason:
      'the version before still reads and writes the column: it runs until the last replica is exchanged, and again after a rollback',
    instead:
      'leave it in this release and let the new code do without it (DROP NOT NULL if it must be filled); drop it in a later one, when no version that uses it can come back',
  },
  AT_AlterColumnType: {
    reason:
      'writes the whole table anew while nobody can read it, and the version before expects the former type',
    instead:
      'add a column of the new type beside it, let the new code write both, fill the old rows in parts by a job, and drop the former one in a later release',
  },
  AT_SetNotNull: notNull,
  AT_SetExpression: rewritten,
  AT_DropExpression: {
    reason: 'the version before relies on Postgres to fill the column',
    instead: 'add a column beside it that the new code fills, and drop this one in a later release',
  },
  AT_AddIdentity: notNull,
  AT_SetLogged: rewritten,
  AT_SetUnLogged: rewritten,
  AT_SetAccessMethod: rewritten,
  AT_SetTableSpace: rewritten,
  AT_ChangeOwner: {
    reason: 'takes from the user of the version before what only an owner may',
    instead: 'GRANT the new one what he needs, and change the owner in a later release',
  },
  AT_EnableRowSecurity: {
    reason: 'hides rows from the version before',
    instead: 'make a view that shows what may be seen, and let the new code read that',
  },
}

const dropsDefault: Verdict = {
  reason: 'the version before leaves the column to its default when it writes',
  instead: 'keep the default until no version that relies on it can come back',
}

const dropsConstraint: Verdict = {
  reason:
    'what is not a CHECK (whose name ends with _check here) is relied on: a key by ON CONFLICT, a reference by what is read',
  instead:
    'keep it in this release and drop it in a later one; a CHECK with another name may be dropped with "-- allowed: " above and the reason',
}

const validates: Verdict = {
  reason: 'reads the whole table while the lock of an earlier change of it in the same transaction is held',
  instead: 'VALIDATE it in a migration of a later release: alone it lets everybody read and write',
}

const changesType: Verdict = {
  reason: 'the version before reads what functions of this type return',
  instead: 'make a type of another name, and a function of another name that returns it',
}

/** What ALTER TABLE may not do to a table in use. */
export function judgeAlterTable(statement: AlterTableStmt, schema: KnownSchema): Verdict[] {
  const { relation, cmds = [], objtype } = statement
  if (objtype === 'OBJECT_TYPE') return schema.isNew('type', nameOf(relation)) ? fine : [changesType]
  if (schema.isNewRelation(relation)) return fine
  return cmds.flatMap((cmd) => {
    if (!('AlterTableCmd' in cmd)) return [notJudged]
    const { subtype } = cmd.AlterTableCmd
    if (subtype === 'AT_ValidateConstraint')
      return schema.isLocked(relation) || cmds.length > 1 ? [validates] : fine
    return judgeCommand(cmd.AlterTableCmd, statement, schema)
  })
}

function judgeCommand(
  { subtype, name = '', def }: AlterTableCmd,
  statement: AlterTableStmt,
  schema: KnownSchema,
): Verdict[] {
  if (subtype === undefined) return [notJudged]
  if (subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def)
    return judgeNewColumn(def.ColumnDef, schema)
  if (subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def)
    return judgeNewConstraint(def.Constraint, statement, schema)
  // Postgres calls a CHECK so by itself; without one more gets in
  if (subtype === 'AT_DropConstraint') return /_check\d*$/.test(name) ? fine : [dropsConstraint]
  if (subtype === 'AT_ColumnDefault') return def === undefined ? [dropsDefault] : fine
  return harmless.includes(subtype) ? fine : [refused[subtype] ?? notJudged]
}
