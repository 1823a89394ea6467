import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newUser } from './grafana-routes.ts'
import type { GrafanaUser } from './grafana-server.ts'
import { startGrafanaSetup } from './grafana-setup.ts'

test('the director gets an account that looks, with his figures as home, in Russian', async () => {
  await using made = await startGrafanaSetup()
  const step = made.step('director')
  assert.deepEqual(await step.look(), { state: 'missing', words: 'no account for the director yet' })

  const finding = await step.make()

  assert.deepEqual(finding, { state: 'ready', words: 'director may look and has schoolbot-kpi as home' })
  assert.deepEqual(await step.look(), finding)
  const [, director] = made.grafana.users
  assert.equal(director?.password, 'directors secret')
  assert.deepEqual(director?.orgs, { 1: 'Viewer' })
  assert.deepEqual(director?.preferences, {
    homeDashboardUID: 'schoolbot-kpi',
    language: 'ru-RU',
    weekStart: 'monday',
  })
})

test('a second run changes nothing', async () => {
  await using made = await startGrafanaSetup()
  await made.makeAll()
  const before = structuredClone(made.grafana.users)
  await made.makeAll()
  assert.deepEqual(made.grafana.users, before)
})

const preferences = {
  homeDashboardUID: 'schoolbot-kpi',
  language: 'ru-RU',
  weekStart: 'monday',
  theme: 'dark',
}
const halfDone: Record<string, Partial<GrafanaUser>> = {
  'his account is there and nothing else': {},
  'the secret has changed': { password: 'the old one', preferences },
  'he was made an editor': { orgs: { 1: 'Editor' }, preferences },
  'he was made an administrator of the server': { isGrafanaAdmin: true, preferences },
  'he was taken out of the organization': { orgs: {}, preferences },
  'he has chosen another home': { preferences: { ...preferences, homeDashboardUID: 'schoolbot-slo' } },
}

for (const [what, state] of Object.entries(halfDone)) {
  test(`it goes on where ${what}`, async () => {
    await using made = await startGrafanaSetup()
    made.grafana.users.push(newUser('director', 'directors secret', { id: 2, ...state }))
    const step = made.step('director')
    assert.equal((await step.look()).state, 'missing')
    assert.equal((await step.make()).state, 'ready')
    assert.equal((await step.look()).state, 'ready')
    assert.equal(made.grafana.users[1]?.preferences['theme'], state.preferences?.['theme'])
  })
}

test('an account that was disabled is left to who disabled it', async () => {
  await using made = await startGrafanaSetup()
  made.grafana.users.push(newUser('director', 'directors secret', { id: 2, isDisabled: true }))
  assert.deepEqual(await made.step('director').look(), {
    state: 'failed',
    words: 'the account director is disabled: enable it in Grafana, Administration, Users and access',
  })
})

test('without the dashboard there is no home, and it is said', async () => {
  await using made = await startGrafanaSetup()
  made.grafana.dashboards.clear()
  await assert.rejects(made.step('director').make(), {
    name: 'StepError',
    message: 'the home of director is not set: Grafana answers 404: Dashboard not found',
  })
})
