import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMoment, createRunningServices } from './configuration-setup.ts'

const ready = { state: 'ready', words: 'what runs has read the files of today' }
const section = (name: string, text: string) => `# configuration file ${name}:\n${text}\n`
const rules = { mounted: ['prometheus', '/etc/prometheus'] as [string, string] }
const probes = {
  mounted: ['prometheus/blackbox.yml', '/etc/blackbox_exporter/blackbox.yml'] as [string, string],
}

test('files that nobody changed are not tried, and nothing is started again', async () => {
  using school = createRunningServices({ prometheus: rules })
  assert.deepEqual(await school.step.look(), ready)
  school.write('prometheus/of-before.yml')
  using later = createRunningServices({
    prometheus: rules,
    grafana: { mounted: ['grafana/dashboards', '/var/lib/grafana/dashboards'] },
  })
  later.write('grafana/dashboards/a.json')
  assert.deepEqual(await later.step.look(), ready)
  assert.deepEqual(later.calls, [])
})

test('who has older files is told of, and reads those of today: by a reload where that is enough', async () => {
  using school = createRunningServices({ prometheus: rules, 'blackbox-exporter': probes })
  await aMoment()
  school.write('prometheus/rules/data.yml')
  school.write('prometheus/blackbox.yml')
  const { state, words } = await school.step.look()
  assert.equal(state, 'missing')
  assert.equal(
    words,
    'prometheus has not read prometheus/blackbox.yml, prometheus/rules/data.yml; blackbox-exporter has not read prometheus/blackbox.yml',
  )
  await aMoment()
  assert.deepEqual(await school.step.make(), ready)
  assert.deepEqual(school.calls, ['reload prometheus', 'restart blackbox-exporter'])
  assert.deepEqual(await school.step.look(), ready, 'once is enough')
})

test('for a file that is wrong nothing is stopped; file, line and fault are told', async () => {
  const complaint =
    '\n    Checking /etc/prometheus/prometheus.yml\n    FAILED:\n    /etc/prometheus/rules/data.yml: 23:15: could not parse expression'
  using school = createRunningServices({ prometheus: { ...rules, complaint }, 'blackbox-exporter': probes })
  await aMoment()
  school.write('prometheus/rules/data.yml')
  school.write('prometheus/blackbox.yml')
  const broken =
    'prometheus goes on with its older files, put right prometheus/rules/data.yml: 23:15: could not parse expression'
  assert.equal((await school.step.look()).state, 'missing')
  await aMoment()
  assert.deepEqual(await school.step.make(), { state: 'failed', words: broken })
  assert.deepEqual(school.calls, ['restart blackbox-exporter'])
})

test('a program that does not say which file it means is helped out', async () => {
  const complaint =
    'time=2026-11-21T19:28:22Z level=ERROR source=main.go:102 msg="Error loading config" err="yaml: line 29"'
  using school = createRunningServices({ 'blackbox-exporter': { ...probes, complaint } })
  await aMoment()
  school.write('prometheus/blackbox.yml')
  assert.deepEqual(await school.step.look(), {
    state: 'failed',
    words:
      'blackbox-exporter goes on with its older files, put right prometheus/blackbox.yml: "Error loading config" err="yaml: line 29"',
  })
})

test('who starts again and again because of a file is told of', async () => {
  const complaint = 'nginx: [emerg] unknown directive "foo" in /etc/nginx/conf.d/routes.inc:59'
  const nginx = { mounted: ['nginx/templates', '/etc/nginx/templates'] as [string, string], complaint }
  using school = createRunningServices({ nginx: { ...nginx, state: 'restarting' } })
  school.write('nginx/templates/routes.inc.template')
  assert.deepEqual(await school.step.look(), {
    state: 'failed',
    words:
      'nginx does not start, put right unknown directive "foo" in nginx/templates/routes.inc.template:59',
  })
})

test('an engine that cannot try them has no say about the files', async () => {
  const complaint = 'Error response from daemon: No such image: prom/prometheus'
  using school = createRunningServices({ prometheus: { ...rules, complaint } })
  await aMoment()
  school.write('prometheus/prometheus.yml')
  await assert.rejects(school.step.look(), { name: 'StepError', message: /No such image/ })
})

test('nginx reads a changed template by a reload, and is not started again', async () => {
  using school = createRunningServices({ nginx: { mounted: ['nginx/templates', '/etc/nginx/templates'] } })
  school.nginx.running = section('/etc/nginx/conf.d/routes.inc', 'return 404;')
  school.nginx.today = section('/etc/nginx/conf.d/routes.inc', 'return 410;')
  await aMoment()
  school.write('nginx/templates/routes.inc.template')
  assert.deepEqual(await school.step.look(), {
    state: 'missing',
    words: 'nginx has not read nginx/templates/routes.inc.template',
  })
  assert.deepEqual(await school.step.make(), ready)
  assert.deepEqual(school.calls, ['reload nginx'])
})

test('nginx is started again where a reload cannot bring a file that was mounted by itself', async () => {
  using school = createRunningServices({ nginx: { mounted: ['nginx/nginx.conf', '/etc/nginx/nginx.conf'] } })
  const old = section('/etc/nginx/nginx.conf', 'worker_processes 2;')
  const today = section('/etc/nginx/nginx.conf', 'worker_processes 3;')
  Object.assign(school.nginx, { running: old, today })
  await aMoment()
  school.write('nginx/nginx.conf')
  Object.defineProperty(school.nginx, 'running', { get: () => old, set: () => undefined })
  await aMoment()
  assert.deepEqual(await school.step.make(), ready)
  assert.deepEqual(school.calls, ['reload nginx', 'restart nginx'])
})

test('a certificate that nginx has read by a HUP is not new to it, one that came later is', async () => {
  using school = createRunningServices({ nginx: { mounted: ['nginx/certs', '/etc/nginx/certs'] } })
  await aMoment()
  school.write('nginx/certs/fullchain.pem')
  await aMoment()
  assert.deepEqual(await school.step.look(), ready)
  school.nginx.ageSeconds = 600
  assert.deepEqual(await school.step.look(), {
    state: 'missing',
    words: 'nginx has not read nginx/certs/fullchain.pem',
  })
  await aMoment()
  assert.deepEqual(await school.step.make(), ready)
  assert.deepEqual(school.calls, ['reload nginx'])
})

test('nginx of older settings is left to `up`, which makes it anew: a start would bring the older ones again', async () => {
  const nginx = { mounted: ['nginx/certs', '/etc/nginx/certs'] as [string, string], isOlder: true }
  using school = createRunningServices({ nginx })
  school.nginx.today = section('/etc/nginx/conf.d/https-glitchtip.conf', 'server_name errors.school.example;')
  school.nginx.ageSeconds = 600
  await aMoment()
  school.write('nginx/certs/fullchain.pem')
  assert.deepEqual(await school.step.look(), ready)
  const complaint = 'Error response from daemon: No such image: nginx'
  using updated = createRunningServices({ nginx: { ...nginx, complaint } })
  await aMoment()
  updated.write('nginx/certs/fullchain.pem')
  assert.deepEqual(await updated.step.look(), ready)
})

test('a file that would keep nginx from coming up is told of before `up` makes it anew', async () => {
  const complaint = 'nginx: [emerg] unknown directive "foo" in /etc/nginx/conf.d/routes.inc:59'
  const mounted: [string, string] = ['nginx/templates', '/etc/nginx/templates']
  using school = createRunningServices({ nginx: { mounted, complaint, isOlder: true } })
  await aMoment()
  school.write('nginx/templates/routes.inc.template')
  assert.equal((await school.step.look()).state, 'failed')
})
