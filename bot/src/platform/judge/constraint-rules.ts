import type { Constraint, ConstrType } from 'libpg-query'
import { fine, notJudged, type Verdict } from './verdict.ts'

const readsAll: Verdict = {
  reason: 'reads the whole table while nobody can write it, and fails on the first row that does not fit',
  instead:
    'add it NOT VALID: it then holds for what is written from now on; VALIDATE it in a migration of a later release',
}

const buildsIndex: Verdict = {
  reason:
    'builds an index of the whole table while nobody can read or write it; the version before may write what it forbids',
  instead:
    'let the new code keep the rule in this release; in a later one build a unique index beforehand, by hand with CONCURRENTLY, and add the constraint USING INDEX',
}

const excludes: Verdict = {
  reason:
    'builds an index of the whole table while nobody can read or write it; the version before may write what it forbids',
  instead: 'make a new table with it and let the new code write both; leave the old one in a later release',
}

export const notNull: Verdict = {
  reason: 'the version before may write rows without it, and all rows are read under a lock',
  instead:
    'let the new code fill it in this release; in a later one add CHECK (column IS NOT NULL) NOT VALID, then VALIDATE it, then SET NOT NULL, which then reads nothing',
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
export function judgeNewConstraint({ contype, skip_validation, indexname }: Constraint): Verdict[] {
  if (contype === undefined) return [notJudged]
  const isUnread = skip_validation && (contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN')
  const isBuilt = contype === 'CONSTR_UNIQUE' && indexname !== undefined
  return isUnread || isBuilt ? fine : [refused[contype] ?? notJudged]
}
