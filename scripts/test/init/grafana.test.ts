import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dataSources } from '../../lib/grafana/grafana-contents.ts'
import { root } from '../copied-checkout.ts'
import { newUser } from './grafana-routes.ts'
import { startGrafanaSetup } from './grafana-setup.ts'

test('a new Grafana needs its director and nothing else', async () => {
  await using made = await startGrafanaSetup()
  await made.makeAll()
  for (const name of ['admin', 'data sources', 'dashboards', 'director', 'accounts']) {
    assert.equal((await made.step(name).look()).state, 'ready', name)
  }
})

test('an admin password that is older than the secret is set by a command, and not by its arguments', async () => {
  await using made = await startGrafanaSetup()
  made.secrets['grafana_admin_password'] = 'a newer secret'
  const step = made.step('admin')
  assert.deepEqual(await step.look(), {
    state: 'missing',
    words: 'admin has another password than the secret grafana_admin_password',
  })
  assert.equal((await step.make()).state, 'ready')
  assert.equal(made.grafana.users[0]?.password, 'a newer secret')
  assert.doesNotMatch(JSON.stringify(made.calls), /a newer secret/)
})

test('an admin who still is refused has to wait, and is told so', async () => {
  await using made = await startGrafanaSetup()
  made.secrets['grafana_admin_password'] = 'a newer secret'
  // the first wrong ones were enough for Grafana to listen no more
  const [admin] = made.grafana.users
  assert.ok(admin)
  Object.defineProperty(admin, 'password', { get: () => 'locked', set: () => undefined })
  await assert.rejects(made.step('admin').make(), /it refuses all for five minutes/)
})

test('an admin who administers no more is left to the operator', async () => {
  await using made = await startGrafanaSetup()
  const [admin] = made.grafana.users
  if (admin !== undefined) admin.isGrafanaAdmin = false
  assert.equal((await made.step('admin').look()).state, 'failed')
})

test('a data source that fails is quoted, and is read anew', async () => {
  await using made = await startGrafanaSetup()
  const step = made.step('data sources')
  made.grafana.dataSources.set('schoolbot-postgres', 'password authentication failed')
  assert.deepEqual(await step.look(), {
    state: 'missing',
    words: 'schoolbot-postgres: Grafana answers 400: password authentication failed',
  })
  assert.deepEqual(await step.make(), {
    state: 'failed',
    words:
      'schoolbot-postgres: Grafana answers 400: password authentication failed (docker compose logs grafana)',
  })
  made.grafana.onReload = () => made.grafana.dataSources.set('schoolbot-postgres', '')
  assert.equal((await step.make()).state, 'ready')
})

test('dashboards that are not there are named, and are read anew', async () => {
  await using made = await startGrafanaSetup()
  const step = made.step('dashboards')
  made.grafana.dashboards.delete('schoolbot-slo')
  assert.deepEqual(await step.look(), { state: 'missing', words: 'not there: schoolbot-slo' })
  made.grafana.onReload = () => setTimeout(() => made.grafana.dashboards.add('schoolbot-slo'), 50)
  assert.equal((await step.make()).state, 'ready')
})

test('an account with a password that anyone tries is named', async () => {
  await using made = await startGrafanaSetup()
  const { users } = made.grafana
  users.push(newUser('deputy', 'a good one', { id: 5 }), newUser('editor', 'editor', { id: 6 }))
  users.push(newUser('guest', 'admin', { id: 7 }), newUser('gone', 'gone', { id: 8, isDisabled: true }))
  const { state, words } = await made.step('accounts').look()
  assert.equal(state, 'failed')
  assert.match(words, /^editor, guest: anyone can guess this password/)
  users.splice(2)
  assert.deepEqual(await made.step('accounts').look(), { state: 'ready', words: 'admin, director, deputy' })
})

test('Grafana is asked under the path of its address', async () => {
  await using made = await startGrafanaSetup({ subPath: '/figures' })
  made.env['GRAFANA_URL'] = 'https://school.example/figures/'
  assert.equal((await made.step('admin').look()).state, 'ready')
  assert.deepEqual(made.grafana.log, ['GET /figures/api/user'])
})

test('a Grafana that does not answer is missing, with the place where it was looked for', async () => {
  await using made = await startGrafanaSetup()
  await made.grafana[Symbol.asyncDispose]()
  for (const name of ['admin', 'data sources', 'dashboards', 'director', 'accounts']) {
    const { state, words } = await made.step(name).look()
    assert.equal(state, 'missing')
    assert.match(
      words,
      /^Grafana does not answer at http:\/\/127\.0\.0\.1:\d+\/grafana\/api\/.*docker compose up -d grafana$/,
    )
  }
})

test('without secrets nothing is asked', async () => {
  await using made = await startGrafanaSetup()
  made.secrets['grafana_admin_password'] = ''
  assert.deepEqual(await made.step('director').look(), {
    state: 'missing',
    words: 'its secrets are not made yet',
  })
  assert.deepEqual(made.grafana.log, [])
})

test('the data sources asked for are those provisioned', () => {
  const file = readFileSync(join(root, 'grafana/provisioning/datasources/datasources.yml'), 'utf8')
  assert.deepEqual(
    [...file.matchAll(/^ {4}uid: (.+)$/gm)].map(([, uid]) => uid),
    [...dataSources],
  )
})
