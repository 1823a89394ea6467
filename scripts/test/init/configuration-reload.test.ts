import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { letReadAnew, prometheusReload } from '../../lib/init/file-reload.ts'
import { aMoment, createRunningServices } from './configuration-setup.ts'

const ready = { state: 'ready', words: 'what runs has read the files of today' }
const rules = { mounted: ['prometheus', '/etc/prometheus'] as [string, string] }

test('a file that was taken away is noticed too', async () => {
  using school = createRunningServices({ prometheus: rules })
  school.write('prometheus/rules/of-before.yml')
  await aMoment()
  school.restart('prometheus')
  await aMoment()
  rmSync(join(school.folder, 'prometheus/rules/of-before.yml'))
  assert.deepEqual(await school.step.look(), {
    state: 'missing',
    words: 'prometheus has not read prometheus/rules',
  })
  await aMoment()
  assert.deepEqual(await school.step.make(), ready)
  assert.deepEqual(school.calls, ['reload prometheus'])
})

test('Alertmanager reads a file that is made anew of ours, and starts again for what makes it', async () => {
  using school = createRunningServices({ alertmanager: { mounted: ['alertmanager', '/etc/alertmanager'] } })
  await aMoment()
  school.write('alertmanager/templates/telegram.tmpl')
  await aMoment()
  assert.deepEqual(await school.step.make(), ready)
  await aMoment()
  school.write('alertmanager/run.sh')
  await aMoment()
  assert.deepEqual(await school.step.make(), ready)
  assert.deepEqual(school.calls, ['reload alertmanager, its file made anew', 'restart alertmanager'])
})

test('Grafana reads what is provisioned by its own reload, and dashboards by itself', async () => {
  const mounted: [string, string] = ['grafana/provisioning', '/etc/grafana/provisioning']
  using school = createRunningServices({ grafana: { mounted } })
  await aMoment()
  school.write('grafana/provisioning/datasources/datasources.yml')
  assert.deepEqual(await school.step.look(), {
    state: 'missing',
    words: 'grafana has not read grafana/provisioning/datasources/datasources.yml',
  })
  await aMoment()
  assert.deepEqual(await school.step.make(), ready)
  assert.deepEqual(school.calls, ['reload grafana: datasources', 'reload grafana: dashboards'])
})

test('who says that he has read nothing after a reload is told of, and is not started again', async () => {
  using school = createRunningServices({ prometheus: { ...rules, isDeaf: true } })
  await aMoment()
  school.write('prometheus/rules/data.yml')
  const reload = { ...prometheusReload, withinMs: 50 }
  await assert.rejects(letReadAnew(school.setup, 'prometheus', reload), {
    name: 'StepError',
    message: 'prometheus goes on with its older files: docker compose logs prometheus',
  })
  assert.deepEqual(school.calls, ['reload prometheus'])
})
