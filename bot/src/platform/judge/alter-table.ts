import type { AlterTableCmd, AlterTableStmt } from 'libpg-query'

/** The columns that are new after it: with "if not exists" it may be an old one. */
export function addedColumns(statement: AlterTableStmt): string[] {
  return commandsOf(statement).flatMap(({ subtype, def, missing_ok }) =>
    subtype === 'AT_AddColumn' && !missing_ok && def !== undefined && 'ColumnDef' in def
      ? (def.ColumnDef.colname ?? [])
      : [],
  )
}

/** The constraints that were there before it: with "if exists" there may have been none. */
export function droppedConstraints(statement: AlterTableStmt): string[] {
  return commandsOf(statement).flatMap(({ subtype, name, missing_ok }) =>
    subtype === 'AT_DropConstraint' && !missing_ok ? (name ?? []) : [],
  )
}

function commandsOf({ cmds = [] }: AlterTableStmt): AlterTableCmd[] {
  return cmds.flatMap((cmd) => ('AlterTableCmd' in cmd ? cmd.AlterTableCmd : []))
}
