import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findProgram } from '../../lib/processes/find-program.ts'
import { person, provisioned } from './glitchtip-account-step.ts'

const skip = findProgram('python3') === undefined && 'python3 is not here'

test('a changed GLITCHTIP_ADMIN_EMAIL is a new address of the same account', { skip }, async () => {
  const { made, step } = await provisioned()
  using _ = made
  made.env['GLITCHTIP_ADMIN_EMAIL'] = 'it@school.example'
  assert.deepEqual(await step.look(), {
    state: 'missing',
    words:
      'to be made or put right: the address of the superuser, who is admin@schoolbot.example so far, the organization SchoolBot with its owner, the team of the project',
  })
  const before = made.tables()
  assert.deepEqual(await step.make(), {
    state: 'ready',
    words: 'account, project and GLITCHTIP_DSN are there',
  })
  const after = made.tables()
  assert.equal(
    JSON.stringify(after),
    JSON.stringify(before).replaceAll('admin@schoolbot.example', 'it@school.example'),
  )
  assert.deepEqual(await step.look(), {
    state: 'ready',
    words: 'account, project and GLITCHTIP_DSN are there',
  })
  assert.doesNotMatch(made.said.join('\n'), /update\(is_active/)
})

test('where the new address has an account already, the old superuser is told of, and how to shut him out', {
  skip,
}, async () => {
  const { made, step } = await provisioned()
  using _ = made
  const { User } = made.tables()
  made.write({ ...made.tables(), User: [...Object.values(Object(User)), person] })
  made.env['GLITCHTIP_ADMIN_EMAIL'] = person.email
  await step.make()
  made.said.length = 0
  assert.deepEqual(await step.look(), {
    state: 'ready',
    words: 'account, project and GLITCHTIP_DSN are there; superusers too: admin@schoolbot.example',
  })
  assert.match(
    made.said.join('\n'),
    /admin@schoolbot\.example may do everything too.*\n.*filter\(id__in=\[1\]\)\.update/,
  )
})

test('a superuser whom somebody else made keeps his address', { skip }, async () => {
  const { made, step } = await provisioned()
  using _ = made
  const theirs = { ...person, is_superuser: true, password: 'hash of his own' }
  const { User } = made.tables()
  made.write({ ...made.tables(), User: [...Object.values(Object(User)), theirs] })
  made.setSecret('glitchtip_admin_password', 'another one')
  made.env['GLITCHTIP_ADMIN_EMAIL'] = 'it@school.example'
  await step.make()
  const emails = Object.values(Object(made.tables()['User'])).map((user) => Object(user).email)
  assert.deepEqual(emails, ['admin@schoolbot.example', person.email, 'it@school.example'])
  assert.match((await step.look()).words, /superusers too: admin@schoolbot\.example, other@school\.example$/)
})
