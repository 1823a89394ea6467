import assert from 'node:assert/strict'
import { test } from 'node:test'
import { internalDsn, isInternal, parseDsn } from '../../lib/glitchtip/glitchtip-dsn.ts'
import { factsOf, findingOf } from '../../lib/glitchtip/glitchtip-facts.ts'

const key = 'b'.repeat(32)

test('a DSN is made and read alike', () => {
  const dsn = parseDsn(internalDsn(key, 5))
  assert.deepEqual(dsn, { key, host: 'glitchtip:8000', project: 5 })
  assert.ok(isInternal(dsn))
})

test('what is no DSN is told from one', () => {
  for (const text of ['', 'later', 'http://glitchtip:8000/1', 'http://key@host/', 'key@host/1']) {
    assert.equal(parseDsn(text), undefined, text)
  }
})

test('an answer without a fact counts as one that says no', () => {
  assert.deepEqual(findingOf(factsOf({ migrated: true, project: 'x', keys: [1] }), ''), {
    state: 'missing',
    words:
      'to be made or put right: the superuser, the organization SchoolBot with its owner, ' +
      'the project SchoolBot with its key, the team of the project',
  })
})

test('a key may be written with dashes', () => {
  const facts = {
    migrated: true,
    superuser: true,
    password: true,
    owner: true,
    team: true,
    project: 1,
    keys: [key],
  }
  const dashed = key.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  assert.equal(findingOf(factsOf(facts), internalDsn(dashed, 1)).state, 'ready')
  assert.equal(findingOf(factsOf(facts), internalDsn(dashed, 2)).state, 'failed')
})
