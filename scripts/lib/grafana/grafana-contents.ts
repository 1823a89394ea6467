import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listOf, parsedJson, textOf } from '../http/json-value.ts'
import type { Finding, Setup, Step } from '../steps/step.ts'
import { type Grafana, grafanaStep, mustBeOk, refusalOf } from './grafana-api.ts'

/** As grafana/provisioning/datasources names them. */
export const dataSources = ['schoolbot-prometheus', 'schoolbot-postgres'] as const

/** The data sources that Grafana has read from grafana/provisioning reach what they are for. */
export function createDataSourcesStep(setup: Setup, { call, admin }: Grafana): Step {
  async function look(): Promise<Finding> {
    const faults: string[] = []
    for (const uid of dataSources) {
      const answer = await call(admin, 'GET', `/datasources/uid/${uid}/health`)
      if (!answer.ok || textOf(answer.body, 'status') !== 'OK') faults.push(`${uid}: ${refusalOf(answer)}`)
    }
    if (faults.length > 0) return { state: 'missing', words: faults.join('; ') }
    return { state: 'ready', words: dataSources.join(', ') }
  }

  async function make(): Promise<Finding> {
    setup.say('Letting Grafana read its data sources anew')
    const reload = await call(admin, 'POST', '/admin/provisioning/datasources/reload')
    mustBeOk(reload, 'the data sources cannot be read anew')
    return asFailed(await look())
  }

  return grafanaStep(setup, { name: 'Grafana: data sources', look, make })
}

/** Every dashboard of grafana/dashboards is there under its uid. */
export function createDashboardsStep(
  setup: Setup,
  { call, admin }: Grafana,
  { withinMs = 30_000 }: { withinMs?: number } = {},
): Step {
  const wanted = dashboardUids(setup.root)

  async function look(): Promise<Finding> {
    const answer = await call(admin, 'GET', '/search?type=dash-db&limit=5000')
    if (!answer.ok) return { state: 'missing', words: refusalOf(answer) }
    const present = listOf(answer.body).map((dashboard) => textOf(dashboard, 'uid'))
    const absent = wanted.filter((uid) => !present.includes(uid))
    if (absent.length > 0) return { state: 'missing', words: `not there: ${absent.join(', ')}` }
    return { state: 'ready', words: wanted.join(', ') }
  }

  async function make(): Promise<Finding> {
    setup.say('Letting Grafana read its dashboards anew')
    const reload = await call(admin, 'POST', '/admin/provisioning/dashboards/reload')
    mustBeOk(reload, 'the dashboards cannot be read anew')
    // they can be found a little later than they are there
    for (const deadline = Date.now() + withinMs; ; await sleep(1_000)) {
      const finding = await look()
      if (finding.state === 'ready' || Date.now() > deadline) return asFailed(finding)
    }
  }

  return grafanaStep(setup, { name: 'Grafana: dashboards', look, make })
}

export function dashboardUids(root: string): string[] {
  const folder = join(root, 'grafana', 'dashboards')
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return files
    .map((name) => textOf(parsedJson(readFileSync(join(folder, name), 'utf8')), 'uid'))
    .filter((uid) => uid !== undefined)
    .sort()
}

/** What reading anew has not brought, only the operator can. */
const asFailed = ({ state, words }: Finding): Finding =>
  state === 'missing'
    ? { state: 'failed', words: `${words} (docker compose logs grafana)` }
    : { state, words }
