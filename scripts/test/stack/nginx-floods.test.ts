import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { noOpenssl } from './certificates.ts'
import { missingEngine, missingFloodPatience } from './engine.ts'
import { flood, type Target } from './flood.ts'
import { floodKinds, floodKindsOverTls, type NamedFlood } from './flood-kinds.ts'
import { allWell, honestRound, statusOf } from './honest-people.ts'
import { memoryOf } from './memory.ts'
import { headOf } from './net-probes.ts'
import { type Container, prepareStack, type Stack, serviceOf } from './stack.ts'

describe('strangers before nginx', { skip: missingFloodPatience || missingEngine() }, () => {
  let stack: Stack
  let secret: string
  /** Another address than that of the test, which comes by the published port. */
  let stranger: string
  let workers: string

  before(async () => {
    stack = await prepareStack({ files: ['scripts/test/stack/nginx-floods.yml'], env: { BOT_REPLICAS: 1 } })
    await stack.compose('build', '--quiet', 'bot')
    await stack.up('nginx', 'bot', 'pages')
    secret = readFileSync(join(stack.folder, 'secrets', 'webhook_secret'), 'utf8').trim()
    stranger = (
      await stack.docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}')
    ).trim()
    workers = await workersOfNginx()
  })
  after(() => stack.remove(), { timeout: 170_000 })

  const nginx = async () => {
    const found = (await stack.containers()).find((container) => serviceOf(container) === 'nginx')
    assert.ok(found, 'a container of nginx')
    return found
  }

  /** Of the school's own network: a container that was started again may have another one. */
  const targetOf = async (port: number): Promise<Target> => {
    const { Networks } = (await nginx()).NetworkSettings
    const host = Object.entries(Networks).find(([name]) => name.endsWith('_edge'))?.[1].IPAddress ?? ''
    return { host, port, from: stranger }
  }

  /** Their numbers: one that was killed is there again under another one. */
  async function workersOfNginx(): Promise<string> {
    const processes = (await stack.docker('top', (await nginx()).Id, '-eo', 'pid,comm')).split('\n')
    // beside them there may be what the healthcheck runs
    return processes
      .filter((line) => line.endsWith(' nginx'))
      .sort()
      .join()
  }

  async function holdsOut(url: string, target: Target, given: NamedFlood): Promise<string> {
    const { name, count, share = count, ...kind } = given
    using strangers = await flood(target, count, kind)
    await until(`${name}: those above the share are answered`, () => {
      const answered = Object.values(strangers.answers()).reduce((sum, number) => sum + number, 0)
      return answered >= count - share
    })
    for (let round = 0; round < 2; round++) {
      // a connection that is refused, when all are taken, is tried again: as Telegram and browsers do
      await until(
        `${name}: others go on`,
        async () => JSON.stringify(await honestRound(url, secret)) === JSON.stringify(allWell),
        { withinMs: 20_000 },
      )
    }
    assert.equal(await workersOfNginx(), workers, `${name}: a worker of nginx was killed`)
    return `${name}: ${strangers.held()} of ${count} held, answers ${JSON.stringify(strangers.answers())}`
  }

  test('none of what they send or do not fetch stops it, and others go on', {
    timeout: 170_000,
  }, async (t) => {
    const target = await targetOf(80)
    for (const kind of floodKinds) t.diagnostic(await holdsOut(stack.url, target, kind))
  })

  test('Telegram and they may come from one address: what has no secret takes no place', async () => {
    const { hostname, port } = new URL(stack.url)
    const target = { host: hostname, port: Number(port) }
    const [kind] = floodKinds
    assert.ok(kind)
    using strangers = await flood(target, 200, kind)
    assert.deepEqual(await honestRound(stack.url, secret), allWell)
    await until('all are sent away', () => strangers.held() === 0)
    assert.deepEqual(strangers.answers(), { 401: 200 })
  })

  test('thirty browsers of one school go on beside a stranger who takes all he can get', async () => {
    const kind = floodKinds.find(({ name }) => name === 'dashboards to Grafana')
    assert.ok(kind)
    using strangers = await flood(await targetOf(80), 250, kind)
    await until('the stranger has his share', () => (strangers.answers()['429'] ?? 0) >= 150)
    const pages = Array.from({ length: 30 }, () => statusOf(`${stack.url}/grafana/d/school`))
    assert.deepEqual(new Set(await Promise.all(pages)), new Set(['200']))
  })

  test('figures of the services are for nobody outside', async () => {
    const glitchtip = { headers: { host: 'errors.school.test' } }
    for (const path of [
      '/grafana/metrics',
      '/grafana//metrics',
      '/grafana/%6detrics',
      '/grafana/x/../metrics',
    ]) {
      assert.equal(await statusOf(`${stack.url}${path}`), '404', path)
    }
    for (const path of ['/metrics', '/metrics/', '//metrics/', '/%6detrics/']) {
      assert.equal(await statusOf(`${stack.url}${path}`, glitchtip), '404', path)
    }
    assert.equal(await statusOf(`${stack.url}/grafana/d/school`), '200')
    assert.equal(await statusOf(`${stack.url}/`, glitchtip), '200')
  })

  test('nor with a certificate, and cookies stay within TLS', {
    skip: noOpenssl,
    timeout: 170_000,
  }, async (t) => {
    stack.putCertificate('itself', 2)
    await stack.compose('restart', 'nginx')
    await stack.up('--no-recreate', 'nginx')
    workers = await workersOfNginx()
    const url = `https://127.0.0.1:${stack.httpsPort}`
    const { cookies } = await headOf(url, '/grafana/d/school')
    assert.deepEqual(cookies, ['session=1; Path=/; HttpOnly; Secure'])
    const target = await targetOf(443)
    for (const kind of floodKindsOverTls) t.diagnostic(await holdsOut(url, target, kind))
  })

  test('nothing was killed or started again meanwhile', async (t) => {
    t.diagnostic(`\n${(await memoryOf(stack)).lines}`)
    const states = (await stack.containers()).filter((container) => serviceOf(container) !== 'migrate')
    const state = ({ State, RestartCount }: Container) => `${State.Status} ${RestartCount} ${State.OOMKilled}`
    for (const container of states) assert.equal(state(container), 'running 0 false', serviceOf(container))
  })
})
