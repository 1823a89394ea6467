import type { DropStmt, GrantStmt, Node, ObjectType, RenameStmt } from 'libpg-query'
import type { KnownSchema } from './known-schema.ts'
import { dotted, nameOf } from './nodes.ts'
import { fine, type Verdict } from './verdict.ts'

const stillUsed: Verdict = {
  reason:
    'the version before still uses it: it runs until the last replica is exchanged, and again after a rollback',
  instead:
    'leave it in this release and let the new code do without it; drop it in a later one, when no version that uses it can come back',
}

const reliedOn: Partial<Record<ObjectType, Verdict>> = {
  OBJECT_INDEX: {
    reason: 'the version before finds rows by it, and ON CONFLICT needs a unique one',
    instead: 'drop it in a later release, when no version that asks by it can come back',
  },
  OBJECT_TRIGGER: {
    reason: 'what it keeps up for the version before would go wrong while that one writes',
    instead: 'let the new code live with it, and drop it in a later release',
  },
}

const oldName: Verdict = {
  reason: 'the version before asks for it by its former name',
  instead:
    'add what has the new name beside it and let the new code write both; drop the former one in a later release. To read a table by another name, a view is enough',
}

const takesRights: Verdict = {
  reason: 'the version before may need the right',
  instead: 'take it away in a later release, when no version that needs it can come back',
}

export function judgeDrop({ objects = [], removeType, behavior }: DropStmt, schema: KnownSchema): Verdict[] {
  const isMissed = (object: Node) => !isNewObject(object, removeType, schema)
  // with CASCADE others go that do not come again
  const comesAgain = (object: Node) =>
    removeType === 'OBJECT_VIEW' &&
    behavior !== 'DROP_CASCADE' &&
    'List' in object &&
    schema.comesAgain(dotted(object.List.items))
  return objects.filter(isMissed).every(comesAgain)
    ? fine
    : [(removeType && reliedOn[removeType]) ?? stillUsed]
}

export function judgeRename({ relation, object, renameType }: RenameStmt, schema: KnownSchema): Verdict[] {
  const isNew =
    relation === undefined
      ? object !== undefined && isNewObject(object, renameType, schema)
      : schema.isNewRelation(relation) || schema.isNew('type', nameOf(relation))
  return isNew ? fine : [oldName]
}

export function judgeGrant(
  { is_grant, objects = [], objtype, targtype }: GrantStmt,
  schema: KnownSchema,
): Verdict[] {
  const isNew =
    targtype === 'ACL_TARGET_OBJECT' && objects.every((object) => isNewObject(object, objtype, schema))
  return is_grant || isNew ? fine : [takesRights]
}

/** Whether it was made by the migrations that are judged; of what a table has, whether the table was. */
function isNewObject(object: Node, sort: ObjectType | undefined, schema: KnownSchema): boolean {
  if ('RangeVar' in object) return schema.isNewRelation(object.RangeVar)
  if ('ObjectWithArgs' in object) return schema.isNew('function', dotted(object.ObjectWithArgs.objname))
  if ('TypeName' in object) return schema.isNew('type', dotted(object.TypeName.names))
  if (!('List' in object)) return false
  const items = object.List.items ?? []
  const ofTable = sort === 'OBJECT_TRIGGER' || sort === 'OBJECT_POLICY' || sort === 'OBJECT_RULE'
  return schema.isNew('relation', dotted(ofTable ? items.slice(0, -1) : items))
}
