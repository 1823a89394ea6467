import type {
  AlterTableStmt,
  CreateDomainStmt,
  CreateFunctionStmt,
  Node,
  RangeVar,
  TypeName,
  ViewStmt,
} from 'libpg-query'
import { addedColumns, droppedConstraints } from './alter-table.ts'
import { dotted, nameOf } from './nodes.ts'
import { viewColumns } from './view-columns.ts'

type Sort = 'relation' | 'column' | 'type' | 'function'

/** What is known of the schema from the migrations that were read so far. */
export interface KnownSchema {
  note(node: Node): void
  /** What the file does after the statement that is judged. */
  foresee(rest: readonly Node[]): void
  /** From now on it is the migrations to be judged that are noted: what was there before, the old version uses. */
  beginNew(): void
  /** Whether it is new, so that no old version knows it. */
  isNew(sort: Sort, name: string): boolean
  isNewRelation(relation: RangeVar | undefined): boolean
  isNewColumn(relation: RangeVar | undefined, column: string): boolean
  /** Whether it was there, and the migrations to be judged took it away. */
  isDroppedConstraint(relation: RangeVar | undefined, constraint: string): boolean
  /** Whether a change of this table before holds its lock until all is done. */
  isLocked(relation: RangeVar | undefined): boolean
  /** Whether it is a domain that has rules or a default. */
  isBoundDomain(type: string): boolean
  /** Arguments and result of the functions with this name. */
  functions(name: string): ReadonlySet<string>
  /** Undefined: there is no such view, or its columns cannot be told. */
  columns(view: string): string[] | undefined
  /** Whether the file makes the view anew, with all the columns that it had. */
  comesAgain(view: string): boolean
}

export function createKnownSchema(): KnownSchema {
  const made = new Set<string>()
  const locked = new Set<string>()
  const dropped = new Set<string>()
  const boundDomains = new Set<string>()
  const functions = new Map<string, Set<string>>()
  let rest: readonly Node[] = []
  const views = new Map<string, string[] | undefined>()
  const make = (sort: Sort, name: string) => made.add(`${sort} ${name}`)

  function noteDomain({ domainname, constraints = [] }: CreateDomainStmt): void {
    make('type', dotted(domainname))
    if (constraints.length > 0) boundDomains.add(dotted(domainname))
  }

  function noteFunction(statement: CreateFunctionStmt): void {
    const name = dotted(statement.funcname)
    const known = functions.get(name) ?? new Set()
    if (!statement.replace) make('function', name)
    functions.set(name, known.add(signatureOf(statement)))
  }

  function noteAlterTable(statement: AlterTableStmt): void {
    const table = nameOf(statement.relation)
    locked.add(table)
    for (const column of addedColumns(statement)) make('column', `${table}.${column}`)
    for (const name of droppedConstraints(statement)) dropped.add(`${table}.${name}`)
  }

  function noteView(statement: ViewStmt): void {
    const name = nameOf(statement.view)
    // one that was dropped to be made anew stays an old one
    if (!statement.replace && !views.has(name)) make('relation', name)
    views.set(name, viewColumns(statement))
  }

  return {
    note(node) {
      // with "if not exists" it may be an old one
      if ('CreateStmt' in node && !node.CreateStmt.if_not_exists) {
        make('relation', nameOf(node.CreateStmt.relation))
      } else if ('CreateTableAsStmt' in node && !node.CreateTableAsStmt.if_not_exists) {
        make('relation', nameOf(node.CreateTableAsStmt.into?.rel))
      } else if ('CreateSeqStmt' in node && !node.CreateSeqStmt.if_not_exists) {
        make('relation', nameOf(node.CreateSeqStmt.sequence))
      } else if ('IndexStmt' in node && !node.IndexStmt.if_not_exists) {
        make('relation', node.IndexStmt.idxname ?? '')
      } else if ('ViewStmt' in node) noteView(node.ViewStmt)
      else if ('CreateFunctionStmt' in node) noteFunction(node.CreateFunctionStmt)
      else if ('CompositeTypeStmt' in node) make('type', nameOf(node.CompositeTypeStmt.typevar))
      else if ('CreateEnumStmt' in node) make('type', dotted(node.CreateEnumStmt.typeName))
      else if ('CreateDomainStmt' in node) noteDomain(node.CreateDomainStmt)
      else if ('AlterTableStmt' in node) noteAlterTable(node.AlterTableStmt)
    },
    foresee(nodes) {
      rest = nodes
    },
    beginNew() {
      made.clear()
      locked.clear()
      dropped.clear()
    },
    isNew: (sort, name) => made.has(`${sort} ${name}`),
    isNewRelation: (relation) => made.has(`relation ${nameOf(relation)}`),
    isNewColumn: (relation, column) => made.has(`column ${nameOf(relation)}.${column}`),
    isDroppedConstraint: (relation, name) => dropped.has(`${nameOf(relation)}.${name}`),
    isLocked: (relation) => locked.has(nameOf(relation)),
    isBoundDomain: (name) => boundDomains.has(name),
    functions: (name) => functions.get(name) ?? new Set(),
    columns: (view) => views.get(view),
    comesAgain(view) {
      const again = rest.flatMap((node) => ('ViewStmt' in node ? node.ViewStmt : []))
      const after = again.find((statement) => nameOf(statement.view) === view)
      const columns = after && viewColumns(after)
      return views.get(view)?.every((column) => columns?.includes(column)) ?? false
    },
  }
}

/** Types alone: the body may change, and so may defaults. */
export function signatureOf({ parameters = [], returnType }: CreateFunctionStmt): string {
  const types = parameters.flatMap((parameter) =>
    'FunctionParameter' in parameter
      ? `${parameter.FunctionParameter.mode} ${typeWords(parameter.FunctionParameter.argType)}`
      : [],
  )
  return `(${types.join(', ')}) returns ${typeWords(returnType)}`
}

function typeWords(type: TypeName | undefined): string {
  if (type === undefined) return 'nothing'
  const name = dotted(type.names).replace(/^pg_catalog\./, '')
  return `${type.setof ? 'setof ' : ''}${name}${type.arrayBounds === undefined ? '' : '[]'}`
}
