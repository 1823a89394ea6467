import assert from 'node:assert/strict'
import { test } from 'node:test'
import { returnedAccess } from '../../lib/restore/returned-access.ts'

const before = {
  people: [
    { id: 1, access: 'active admin' },
    { id: 2, access: 'left staff' },
    { id: 3, access: 'active staff' },
    { id: 4, access: 'blocked staff' },
    { id: 5, access: 'active staff' },
  ],
  invites: [7, 8],
}

test('access that was taken away after the backup is told of when it is back', () => {
  const now = {
    people: [
      { id: 1, access: 'active admin' },
      { id: 2, access: 'active specialist' },
      { id: 3, access: 'active director' },
      { id: 4, access: 'blocked staff' },
      { id: 6, access: 'active staff' },
    ],
    invites: [7],
  }
  const [back, role, invites, ...others] = returnedAccess(now, before)
  assert.match(back ?? '', /WARNING: 1 people whose access was taken away .* have it again/)
  assert.match(role ?? '', /WARNING: 1 people have the role or the access again/)
  assert.match(invites ?? '', /WARNING: 1 invites that were revoked .* are good again/)
  assert.deepEqual(others, [])
})

test('where nothing of it has changed nothing is said', () => {
  assert.deepEqual(returnedAccess(before, before), [])
})
