import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { after, before, describe, test } from 'node:test'
import { ask } from '../../../bot/test/chat.ts'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import { until } from '../../../bot/test/until.ts'
import { type AlertSchool, meetSchool } from './alert-school.ts'
import { noOpenssl } from './certificates.ts'
import { sqlOf } from './database-trouble.ts'
import { missingEngine } from './engine.ts'
import { checkGuideQueries, liveADay } from './guide-queries.ts'
import { memoryOf } from './memory.ts'
import { accepts, headOf } from './net-probes.ts'
import { ask as askPrometheus } from './prometheus-answers.ts'
import { adminId, prepareStack, replicas, type Stack, serviceOf } from './stack.ts'

describe('the stack of docker-compose.yml', { skip: missingEngine() }, () => {
  let stack: Stack
  let school: AlertSchool

  before(async () => {
    stack = await prepareStack()
  })
  after(() => stack.remove(), { timeout: 170_000 })

  test('the image of the bot is built', { timeout: 170_000 }, async () => {
    await stack.compose('build', '--quiet')
  })

  test('every service becomes healthy', { timeout: 170_000 }, async () => {
    await stack.up()
    for (const container of await stack.containers()) {
      const { Status, ExitCode, Health } = container.State
      const expected = serviceOf(container) === 'migrate' ? 'exited 0' : 'running 0'
      assert.equal(`${Status} ${ExitCode}`, expected, serviceOf(container))
      if (Health !== undefined && expected === 'running 0') {
        assert.equal(Health.Status, 'healthy', serviceOf(container))
      }
    }
  })

  test('a person files a ticket through nginx, and all replicas take part', async () => {
    school = await meetSchool(stack)
    assert.equal(await fileTicket(school.admin), 1)
    const handled = await Promise.all(
      (await stack.botPorts()).map(async (port) => {
        const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
        const samples = [...text.matchAll(/^bot_requests_total\{.*\} (\d+)$/gm)]
        return samples.reduce((sum, [, count]) => sum + Number(count), 0)
      }),
    )
    const busy = handled.filter((count) => count > 0)
    assert.equal(busy.length, replicas, `updates by replica: ${handled.join(', ')}`)
  })

  test('the queries of the guide give the right numbers', { timeout: 150_000 }, async () => {
    await liveADay(stack, school)
    await checkGuideQueries(stack)
  })

  test('nginx lets through what is for the outside and nothing else', async () => {
    const status = async (path: string, init?: RequestInit) =>
      (await fetch(`${stack.url}${path}`, { redirect: 'manual', ...init })).status
    for (const path of ['/healthz', '/health', '/health/', '/health/simple/', '/']) {
      assert.equal(await status(path), 200, path)
    }
    assert.equal(await status('/canary', { method: 'POST' }), 404)
    assert.equal(await status('/metrics'), 404)
    assert.equal(await status('/metrics/'), 404)
    assert.equal(await status('/readyz'), 404)
    assert.equal(await status('/health/other'), 404)
    assert.equal(await status('/telegram/webhook'), 405)
    assert.equal(await status('/telegram/webhook', { method: 'POST', body: '{}' }), 401)
    const tooLong = 'x'.repeat(1_100_000)
    assert.equal(await status('/telegram/webhook', { method: 'POST', body: tooLong }), 413)
    assert.equal(await status('/grafana'), 301)
  })

  test('the others go on when a replica goes', { timeout: 170_000 }, async () => {
    const [gone] = (await stack.containers()).filter((container) => serviceOf(container) === 'bot')
    assert.ok(gone)
    await stack.docker('stop', gone.Id)
    const guess = { 'x-telegram-bot-api-secret-token': 'a-guess' }
    const asked = Array.from({ length: 60 }, () =>
      fetch(`${stack.url}/telegram/webhook`, { method: 'POST', body: '{}', headers: guess }),
    )
    const answers = new Set((await Promise.all(asked)).map(({ status }) => status))
    assert.deepEqual([...answers], [401])
    const admin = await stack.sandbox.existingPerson(adminId)
    for (let time = 0; time < 4; time++) await ask(admin, '/my', 'Не печатает')
    await stack.docker('start', gone.Id)
    await stack.up('--no-recreate', 'bot')
  })

  test('Prometheus reaches every replica and every exporter', { timeout: 90_000 }, async () => {
    const jobs = ['alertmanager', 'blackbox', 'bot', 'nginx', 'node', 'postgres', 'prometheus', 'redis']
    const wanted = jobs.map((job) => `${job} ${job === 'bot' ? replicas : 1}`)
    const isUp = async () => {
      const targets = await askPrometheus(stack, `sum by (job) (up{job=~"${jobs.join('|')}"})`)
      return (
        targets
          .map(({ labels, value }) => `${labels['job']} ${value}`)
          .sort()
          .join() === wanted.join()
      )
    }
    await until(wanted.join(), isUp, { withinMs: 80_000, everyMs: 1_000 })
  })

  test('each user of the database reaches what is his', async () => {
    const psql = (user: string, database: string, sql: string) =>
      sqlOf(stack, sql, { user, database }).catch((error: unknown) =>
        /permission denied/.test(String(error)) ? 'refused' : String(error),
      )
    assert.equal(await psql('schoolbot', 'schoolbot', 'select count(*) > 0 from ticket'), 't')
    assert.equal(await psql('glitchtip', 'glitchtip', 'create table t (); drop table t; select 1'), '1')
    assert.equal(await psql('glitchtip', 'schoolbot', 'select 1'), 'refused')
    assert.equal(await psql('schoolbot', 'glitchtip', 'select 1'), 'refused')
    assert.equal(await psql('postgres_exporter', 'schoolbot', 'select count(*) from ticket'), 'refused')
    assert.equal(await psql('grafana_reader', 'schoolbot', 'select count(*) from ticket'), 'refused')
    const views = `select count(*) > 0 from pg_views
      where viewname like 'kpi%' and has_table_privilege('grafana_reader', viewname, 'select')`
    assert.equal(await psql('grafana_reader', 'schoolbot', views), 't')
    // the statements are those of bot/test/reader-statements.ts: here with the roles that the stack makes
    for (const sql of ['select pg_advisory_lock(7, 7)', 'select lo_creat(-1)', 'do $$ begin end $$']) {
      assert.equal(await psql('grafana_reader', 'schoolbot', `begin read write; ${sql}`), 'refused', sql)
      assert.notEqual(await psql('schoolbot', 'schoolbot', `begin; ${sql}; rollback`), 'refused', sql)
    }
    assert.equal(await psql('grafana_reader', 'postgres', 'select 1'), 'refused')
  })

  test('from another machine nginx alone can be reached', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
    assert.ok(outside, 'an address that is not 127.0.0.1')
    const open = new Set<string>()
    for (const container of await stack.containers()) {
      for (const bindings of Object.values(container.NetworkSettings.Ports)) {
        for (const { HostPort } of bindings ?? []) {
          if (await accepts(outside, Number(HostPort))) open.add(serviceOf(container))
        }
      }
    }
    assert.deepEqual([...open], ['nginx'])
  })

  test('nothing runs as root', async () => {
    for (const container of await stack.containers()) {
      if (container.State.Status !== 'running') continue
      const users = (await stack.docker('top', container.Id, '-eo', 'pid,uid,comm')).split('\n').slice(1)
      const roots = users.filter((line) => /^ *\d+ +0 /.test(line))
      assert.deepEqual(roots, [], serviceOf(container))
    }
  })

  test('no secret is in the settings of a container, nor in a log', async () => {
    assert.ok(stack.secrets.length > 10)
    const settings = JSON.stringify(await stack.containers())
    const logs = await stack.compose('logs', '--no-color')
    assert.ok(/nginx.* POST \/telegram\/webhook 200 /.test(logs), 'nginx logs what it hands on')
    for (const secret of stack.secrets) {
      assert.ok(!settings.includes(secret), 'a secret in docker inspect')
      assert.ok(!logs.includes(secret), 'a secret in the logs')
    }
  })

  test('all of it fits in 2 GB', async (t) => {
    const { total, lines } = await memoryOf(stack)
    t.diagnostic(`\n${lines}`)
    assert.ok(total > 100 && total < 2048, `${Math.round(total)} MiB`)
  })

  test('with a certificate nginx speaks HTTPS, and HTTP leads there', {
    skip: noOpenssl,
    timeout: 170_000,
  }, async () => {
    stack.putCertificate('itself', 2)
    await stack.compose('restart', 'nginx')
    await stack.up('--no-recreate', 'nginx')
    const redirect = await fetch(`${stack.url}/healthz`, { redirect: 'manual' })
    assert.equal(redirect.status, 301)
    assert.match(redirect.headers.get('location') ?? '', /^https:/)
    const origin = `https://127.0.0.1:${stack.httpsPort}`
    const { status, hsts } = await headOf(origin, '/healthz')
    assert.equal(status, 200)
    assert.match(hsts, /max-age=/)
    // by its own name, and whether or not it runs here
    const glitchtip = await headOf(origin, '/', 'errors.school.test')
    assert.notEqual(glitchtip.status, 404)
  })
})
