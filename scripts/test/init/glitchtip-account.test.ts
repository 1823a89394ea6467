import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findProgram } from '../../lib/processes/find-program.ts'
import { person, provisioned, stepOf } from './glitchtip-account-step.ts'
import type { GlitchTipState } from './glitchtip-server.ts'
import { createGlitchTipSetup } from './glitchtip-setup.ts'

const skip = findProgram('python3') === undefined && 'python3 is not here'

test('an empty database becomes an account, a project and a DSN for the bot', { skip }, async () => {
  using made = createGlitchTipSetup()
  const step = stepOf(made)
  assert.deepEqual(await step.look(), {
    state: 'missing',
    words: 'its database is not set up or not up to date',
  })

  const finding = await step.make()

  assert.deepEqual(finding, { state: 'ready', words: 'account, project and GLITCHTIP_DSN are there' })
  assert.deepEqual(await step.look(), finding)
  assert.match(made.env['GLITCHTIP_DSN'] ?? '', /^http:\/\/[0-9a-f]{32}@glitchtip:8000\/1$/)
  const { User, Organization, OrganizationUser, OrganizationOwner, Team, Project } = made.tables()
  assert.deepEqual(
    [User, Organization, OrganizationUser, OrganizationOwner, Team, Project].map(
      (rows) => Object(rows).length,
    ),
    [1, 1, 1, 1, 1, 1],
  )
})

test('a second run changes nothing', { skip }, async () => {
  const { made, step } = await provisioned()
  using _ = made
  const before = made.tables()
  await step.make()
  assert.deepEqual(made.tables(), before)
})

const admin = { ...person, id: 1, email: 'admin@schoolbot.example' }
const organization = { id: 4, name: 'SchoolBot', slug: 'schoolbot', is_deleted: false }
const project = {
  id: 3,
  name: 'SchoolBot',
  slug: 'schoolbot',
  organization: 4,
  platform: 'node',
  is_deleted: false,
}

const halfDone: Record<string, GlitchTipState> = {
  'the admin is there and no superuser': { User: [admin] },
  'the admin is there under another spelling': { User: [{ ...admin, email: 'Admin@SchoolBot.example' }] },
  'the admin has been disabled': {
    User: [{ ...admin, is_superuser: true, is_staff: true, is_active: false }],
  },
  'an organization is there and has no owner': { Organization: [organization] },
  'the admin is a mere member': {
    User: [admin, person],
    Organization: [organization],
    OrganizationUser: [
      { id: 1, user: 7, organization: 4, role: 3 },
      { id: 2, user: 1, organization: 4, role: 0 },
    ],
    OrganizationOwner: [{ id: 1, organization: 4, organization_user: 1 }],
  },
  'an organization and its member are there without the record of the owner': {
    User: [admin],
    Organization: [organization],
    OrganizationUser: [{ id: 2, user: 1, organization: 4, role: 3 }],
  },
  'the project is there and its only key is switched off': {
    Organization: [organization],
    Project: [project],
    ProjectKey: [{ id: 1, project: 3, is_active: false, public_key: 'a'.repeat(32) }],
  },
  'the project was deleted': { Organization: [organization], Project: [{ ...project, is_deleted: true }] },
  'the organization was deleted': { Organization: [{ ...organization, is_deleted: true }] },
  'the organization was renamed': { Organization: [{ ...organization, name: 'Школа 17' }] },
  'others have an organization of their own': {
    Organization: [{ ...organization, name: 'Other', slug: 'other' }],
  },
}

for (const [what, tables] of Object.entries(halfDone)) {
  test(`it goes on where ${what}`, { skip }, async () => {
    using made = createGlitchTipSetup()
    made.write({ migrated: true, cacheTable: true, ...tables })
    const step = stepOf(made)
    assert.equal((await step.look()).state, 'missing')
    assert.deepEqual((await step.make()).words, 'account, project and GLITCHTIP_DSN are there')
  })
}

test('a changed secret becomes the password', { skip }, async () => {
  const { made, step } = await provisioned()
  using _ = made
  made.setSecret('glitchtip_admin_password', 'another one')
  assert.deepEqual(await step.look(), {
    state: 'missing',
    words: "to be made or put right: the superuser's password",
  })
  await step.make()
  assert.equal((await step.look()).state, 'ready')
  assert.match(JSON.stringify(made.tables()['User']), /hash of another one/)
})

test('the password is in no argument and in nothing that is said', { skip }, async () => {
  const { made } = await provisioned()
  using _ = made
  assert.doesNotMatch(JSON.stringify([made.calls, made.said]), /secret of the admin/)
})

test('looking fetches no image', { skip }, async () => {
  using made = createGlitchTipSetup()
  await stepOf(made).look()
  const runs = made.calls.filter(([command]) => command === 'run')
  assert.ok(runs.length > 0 && runs.every((args) => args.includes('--pull=never')))
})

test('a DSN that is not of this GlitchTip is left alone, and said', { skip }, async () => {
  const { made, step } = await provisioned()
  using _ = made
  made.env['GLITCHTIP_DSN'] = 'http://PublicKey@glitchtip:8000/1'
  assert.deepEqual(await step.make(), {
    state: 'failed',
    words: 'GLITCHTIP_DSN in .env is not of its project SchoolBot: empty it there and run this script again',
  })
  assert.equal(made.env['GLITCHTIP_DSN'], 'http://PublicKey@glitchtip:8000/1')
})

test('a DSN of another server is the choice of the operator', { skip }, async () => {
  const { made, step } = await provisioned()
  using _ = made
  made.env['GLITCHTIP_DSN'] = 'https://0123456789abcdef@errors.example.org/sub/path/12'
  assert.deepEqual(await step.look(), {
    state: 'ready',
    words: 'account and project are there; GLITCHTIP_DSN sends errors to errors.example.org',
  })
})

test('a word that is no DSN is told from one', { skip }, async () => {
  const { made, step } = await provisioned()
  using _ = made
  made.env['GLITCHTIP_DSN'] = 'later'
  assert.deepEqual((await step.look()).state, 'failed')
})

test('where nothing runs, a look says so', async () => {
  using made = createGlitchTipSetup()
  made.running.length = 0
  assert.deepEqual(await stepOf(made).look(), {
    state: 'missing',
    words: 'cannot be looked at: Postgres does not run',
  })
})

test('an image that prints no answer is quoted', { skip }, async () => {
  using made = createGlitchTipSetup()
  const { compose } = made.setup
  made.setup.compose = async (args, options) =>
    args.includes('python') ? 'bash: no such thing' : compose(args, options)
  assert.deepEqual(await stepOf(made).look(), {
    state: 'missing',
    words: "cannot be looked at: GlitchTip's image gave no answer: bash: no such thing",
  })
})
