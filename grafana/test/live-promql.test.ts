import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { generateYear } from '../../bot/test/generated-year.ts'
import { insertMade } from '../../bot/test/insert-made.ts'
import { startSchool } from '../../bot/test/school.ts'
import { until } from '../../bot/test/until.ts'
import { committedDashboards, type Named, promqlOf } from './dashboards.ts'
import { expandPromql } from './expand-macros.ts'
import { exporters } from './exporter-metrics.ts'
import { findPrometheus, type Job, startPrometheus } from './prometheus-server.ts'

/** Where each exposition of test/exporters/ comes from in the stack. */
const jobs: Record<string, { job: string; service: string }> = {
  alertmanager: { job: 'alertmanager', service: 'alertmanager' },
  backups: { job: 'node', service: 'host' },
  cadvisor: { job: 'cadvisor', service: 'cadvisor' },
  certificate: { job: 'certificate', service: 'nginx' },
  nginx: { job: 'nginx', service: 'nginx' },
  node: { job: 'node', service: 'host' },
  postgres: { job: 'postgres', service: 'postgres' },
  probe: { job: 'probe', service: 'grafana' },
  'bot-health': { job: 'bot_health', service: 'bot' },
  redis: { job: 'redis', service: 'redis' },
}

/** Nothing is what these show while all is well. */
const emptyWhenWell = ['Operations / Alerts / A']

test('every PromQL of the dashboards is taken by a real Prometheus and returns data', async (t: TestContext) => {
  const found = findPrometheus()
  if (found === undefined) return t.skip('no Prometheus: neither the program nor its image is here')
  await using school = await startSchool({ mode: 'webhook' })
  await insertMade(school.db, generateYear({ tickets: 300, tasks: 100 }))
  await using exposing = await exposeExporters()
  const bot = new URL(school.http())
  await using prometheus = await startPrometheus(found, [
    { job: 'bot', service: 'bot', instance: 'replica-1', address: bot.host, path: '/metrics' },
    ...exposing.jobs,
  ])
  const teacher = await school.person('Мария', 'staff')

  const queries = committedDashboards().flatMap(promqlOf)
  assert.ok(queries.length > 80)
  const ask = async ({ where, text }: Named) => {
    const expr = expandPromql(text, { handler: '.*', instance: '.*', method: '.*' })
    const answer = await fetch(`${prometheus.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: expr }),
    })
    const { data, error }: { data?: { result: unknown[] }; error?: string } = JSON.parse(await answer.text())
    assert.equal(answer.status, 200, `${where}: ${error}\n${expr}`)
    return (data?.result.length ?? 0) > 0
  }
  let missing: string[] = []
  const answered = until(
    'every query returns data',
    async () => {
      // a rate is seen only of what happens while somebody looks
      await teacher.send('/help')
      missing = []
      for (const query of queries) {
        if (!(await ask(query)) && !emptyWhenWell.includes(query.where)) missing.push(query.where)
      }
      return missing.length === 0
    },
    { withinMs: 60_000, everyMs: 2_000 },
  )
  await answered.catch(() => assert.deepEqual(missing, [], 'these return nothing'))
})

/** With every counter counting on by one a millisecond: of one that stands still there is no rate. */
function grown(exposition: string, ms: number): string {
  const counters = new Set([...exposition.matchAll(/^# TYPE (\S+) counter$/gm)].map(([, name]) => name))
  return exposition.replaceAll(
    /^(\w+)(\{.*\})? (\S+)$/gm,
    (line, name: string, labels = '', value: string) =>
      counters.has(name) ? `${name}${labels} ${Number(value) + ms}` : line,
  )
}

/** One server for all exporters, each under a path of its own. */
async function exposeExporters(): Promise<AsyncDisposable & { jobs: Job[] }> {
  const since = performance.now()
  const server = createServer((request, response) => {
    const exposition = exporters.get((request.url ?? '').slice(1))
    const text = exposition && grown(exposition, performance.now() - since)
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/plain; version=0.0.4' })
    response.end(text)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    jobs: [...exporters.keys()].map((name) => {
      const known = jobs[name]
      if (known === undefined) throw new Error(`nobody says which job exposes ${name}`)
      return { ...known, instance: name, address: `127.0.0.1:${port}`, path: `/${name}` }
    }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
