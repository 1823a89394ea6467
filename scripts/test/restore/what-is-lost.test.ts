import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RestoreSource } from '../../lib/restore/restore-source.ts'
import { whatIsLost } from '../../lib/restore/what-is-lost.ts'

const source: RestoreSource = {
  ...{
    name: 'schoolbot_20261130_020000Z',
    file: '/b/schoolbot.dump',
    bytes: 1,
    format: 'custom',
    opening: [],
  },
  ...{ origin: 'backup', settings: [], databaseBytes: 1 },
  facts: {
    ...{ schema: '0010', indexes: 0, constraints: 0, invalid: 0, views: 0, functions: 0, triggers: 0 },
    rows: { 'public.ticket': 10, 'public.task': 2, 'public.person': 5, 'public.audit_event': 7 },
  },
  takenAt: new Date('2026-11-30T02:00:00Z'),
  newest: new Date('2026-11-30T01:59:00Z'),
}
const live = {
  name: 'schoolbot',
  exists: true,
  fault: undefined,
  isEmpty: false,
  bytes: 12e6,
  properties: undefined,
}
const standing = {
  ...{ lastUpdate: '2026-11-30T11:58:00+00:00', lastTicket: '2026-11-30T11:00:00+00:00', lastTask: null },
  rows: { ticket: 14, task: 2, person: 5, audit_event: 9 },
}
const shown = (change: Partial<Parameters<typeof whatIsLost>[0]>) =>
  whatIsLost({
    ...{
      host: 'srv',
      project: 'school',
      live,
      now: { standing },
      source,
      at: new Date('2026-11-30T12:00:00Z'),
    },
    ...change,
  }).join('\n')

test('the operator sees what is now and what will be', () => {
  assert.equal(
    shown({}),
    `Server srv, project school, database schoolbot
Backup schoolbot_20261130_020000Z, of 2026-11-30 02:00:00 UTC (10 h ago)
                       now                      in the backup
  last update handled  2026-11-30 11:58:00 UTC  2026-11-30 01:59:00 UTC
  newest ticket        2026-11-30 11:00:00 UTC
  newest order         none
  ticket rows          14                       10
  task rows            2                        2
  person rows          5                        5
  audit_event rows     9                        7
All that was done after the backup will be gone. The present database (12 MB) is kept beside for --undo.`,
  )
})

test('a database that cannot be read, or is not there, does not stand in the way', () => {
  assert.match(
    shown({ now: { fault: 'invalid page' } }),
    /WARNING: the present database cannot be read.*\n {2}invalid page/,
  )
  // what GlitchTip has is not compared, and that is no fault of it
  assert.doesNotMatch(shown({ now: undefined }), /WARNING/)
  assert.match(shown({ now: undefined }), /will be gone. The present database \(12 MB\) is kept beside/)
  assert.match(shown({ live: { ...live, exists: false } }), /no database schoolbot now: nothing can be lost/)
  assert.match(shown({ live: { ...live, isEmpty: true } }), /is empty now: nothing can be lost/)
})

test('of a file of another hand it is said what cannot be checked', () => {
  const foreign: RestoreSource = { ...source, origin: 'foreign', facts: undefined, newest: undefined }
  assert.match(shown({ source: foreign }), /ticket rows +14 +not known/)
  assert.match(shown({ source: foreign }), /WARNING: \/b\/schoolbot\.dump was not made by backup\.sh/)
})
