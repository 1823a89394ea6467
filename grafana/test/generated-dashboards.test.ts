import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { renderDashboards } from '../src/rendered.ts'
import { committedDashboards, committedFiles, panelsOf } from './dashboards.ts'
import { provisioned } from './provisioned.ts'

const dashboards = committedDashboards()

test('the committed dashboards are what the sources write: otherwise run `npm run dashboards`', () => {
  assert.deepEqual(committedFiles(), renderDashboards())
})

test('the dashboards have the titles and uids that alerts and the guide rely on', () => {
  assert.deepEqual(Object.fromEntries(dashboards.map(({ uid, title }) => [uid, title])), {
    schoolbot: 'SchoolBot Dashboard',
    'schoolbot-helpdesk': 'Help desk',
    'schoolbot-kpi': 'Директор: KPI',
    'schoolbot-operations': 'Operations',
    'schoolbot-slo': 'SLO',
  })
})

test('the five panels of the guide stand first, under its names', () => {
  const red = dashboards.find(({ uid }) => uid === 'schoolbot')
  assert.ok(red)
  assert.deepEqual(
    panelsOf(red)
      .slice(0, 5)
      .map(({ title }) => title),
    [
      'Requests per Second',
      'Errors per Second',
      '95th Percentile Latency',
      'Open Tickets',
      'Task Completion Rate',
    ],
  )
})

test('Grafana takes them from files: classic, with a uid, without an id and without inputs', () => {
  for (const [name, text] of committedFiles()) {
    const dashboard: Record<string, unknown> = JSON.parse(text)
    assert.equal(dashboard['id'], null, name)
    assert.equal(name, `${String(dashboard['uid'])}.json`)
    assert.match(String(dashboard['uid']), /^[a-z-]{1,40}$/)
    assert.equal(dashboard['editable'], false)
    for (const key of ['__inputs', '__requires', '__elements', 'apiVersion', 'kind', 'spec', 'elements']) {
      assert.ok(!(key in dashboard), `${name} has ${key}`)
    }
    assert.ok(!text.includes('${DS_'), name)
    assert.ok(Number(dashboard['schemaVersion']) >= 36, name)
  }
})

test('every query, variable and annotation asks a datasource that is provisioned', () => {
  const uids = provisioned.datasources.map(({ uid }) => uid)
  for (const { title, panels, templating, annotations } of dashboards) {
    const asked = [
      ...panels.flatMap(({ targets = [] }) => targets).map(({ datasource }) => datasource?.uid),
      ...(templating?.list ?? [])
        .filter(({ type }) => type === 'query')
        .map(({ datasource }) => datasource?.uid),
      ...(annotations?.list ?? []).map(({ datasource }) => datasource?.uid),
    ]
    for (const uid of asked) assert.ok(uid !== undefined && uids.includes(uid), `${title}: ${uid}`)
  }
})

test('a panel asks one datasource, and says which', () => {
  for (const dashboard of dashboards) {
    for (const { title, datasource, targets = [] } of panelsOf(dashboard)) {
      assert.ok(datasource, title)
      for (const target of targets) assert.deepEqual(target.datasource, datasource, title)
    }
  }
})

test('every panel has a title, a description, a unit and a query', () => {
  for (const dashboard of dashboards) {
    for (const { title, description, fieldConfig, targets = [] } of panelsOf(dashboard)) {
      const where = `${dashboard.title} / ${title}`
      assert.ok(title, dashboard.title)
      assert.ok((description ?? '').length > 20, where)
      assert.ok(fieldConfig?.defaults.unit, where)
      assert.ok(targets.length > 0, where)
    }
  }
})

test('a unit of ours stands one space after its number: Grafana puts that there itself', () => {
  const text = [...committedFiles().values()].join('\n')
  assert.match(text, /"(unit|value)": "suffix:ч"/)
  assert.doesNotMatch(text, /"(prefix|suffix): /)
})

test('what stands below a bar is not cut away', () => {
  const bars = dashboards.flatMap(panelsOf).filter(({ type }) => type === 'barchart')
  assert.ok(bars.length > 0)
  for (const { title, options } of bars) assert.ok((options?.xTickLabelMaxLength ?? 0) > 20, title)
})

test('the director reads Russian only', () => {
  const kpi = dashboards.find(({ uid }) => uid === 'schoolbot-kpi')
  assert.ok(kpi)
  for (const { title, description } of panelsOf(kpi)) {
    assert.doesNotMatch(`${title} ${description}`, /[a-z]{2}/i, title ?? '')
  }
})

test('panels do not overlap, and their numbers are their own', () => {
  for (const { title, panels } of dashboards) {
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, title)
    const cells = new Set<string>()
    for (const { title: panel, gridPos } of panels) {
      assert.ok(gridPos.x + gridPos.w <= 24, `${title} / ${panel}`)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          assert.ok(!cells.has(`${x} ${y}`), `${title} / ${panel} lies on another`)
          cells.add(`${x} ${y}`)
        }
      }
    }
  }
})

test('links lead to dashboards that there are', () => {
  const uids = dashboards.map(({ uid }) => uid)
  for (const [name, text] of committedFiles()) {
    const linked = [...text.matchAll(/"\/d\/([a-z-]+)/g)].map((match) => match[1] ?? '')
    assert.ok(linked.length >= 2, name)
    for (const uid of linked) assert.ok(uids.includes(uid), `${name}: ${uid}`)
  }
})

test('alerts lead to dashboards that there are', () => {
  const uids = dashboards.map(({ uid }) => uid)
  const root = join(import.meta.dirname, '..', '..')
  for (const rules of globSync('prometheus/rules/*.yml', { cwd: root })) {
    for (const [, uid = ''] of readFileSync(join(root, rules), 'utf8').matchAll(/\/d\/([a-z-]+)/g)) {
      assert.ok(uids.includes(uid), `${rules}: ${uid}`)
    }
  }
})

test('every dashboard is provisioned once, in a folder with a uid of its own', () => {
  const paths = provisioned.providers.map(({ path }) => path)
  assert.deepEqual(
    paths.toSorted(),
    [...committedFiles().keys()].map((name) => `/var/lib/grafana/dashboards/${name}`).toSorted(),
  )
  const folders = new Map(provisioned.providers.map(({ folder, folderUid }) => [folder, folderUid]))
  assert.equal(new Set(folders.values()).size, folders.size)
})

test('the datasources are reached as the stack names them, and no password stands in the files', () => {
  const [prometheus, postgres] = provisioned.datasources
  assert.equal(prometheus?.url, 'http://prometheus:9090')
  assert.equal(postgres?.url, 'postgres:5432')
  assert.equal(postgres?.user, 'grafana_reader')
  assert.match(provisioned.text, /password: \$__file\{\/run\/secrets\/[a-z_]+\}/)
})
