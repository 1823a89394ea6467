import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { readProject } from '../../lib/compose/compose-project.ts'
import { type DeploySchool, prepareDeploySchool } from './deploy-school.ts'
import { missingDeployPatience, missingEngine } from './engine.ts'
import { endsAtOnce, moveTag } from './other-images.ts'
import { startLoad } from './steady-load.ts'

const minute = 60_000
const ofTheBot = ['bot', 'migrate']

describe('deploy.sh --services', { skip: missingEngine() ?? missingDeployPatience }, () => {
  let at: DeploySchool
  let services: string[]
  let crowd: PersonDriver[]
  /** Of this test alone: others run on the same engine. */
  const imageOf = (service: string) => `schoolbot/${service}:${at.school.project}`

  before(
    async () => {
      at = await prepareDeploySchool()
      const project = await readProject(at.school.streaming)
      services = project.present.filter((name) => !ofTheBot.includes(name))
      for (const name of services) await at.school.docker('tag', project.imageOf(name), imageOf(name))
      const lines = services.map((name) => `  ${name}: { image: "${imageOf(name)}" }\n`)
      writeFileSync(join(at.school.path, 'images.yml'), `services:\n${lines.join('')}`)
      at.school.engine['COMPOSE_FILE'] += ':images.yml'
      await at.school.up(...services, 'bot', 'migrate')
      await at.admin.start()
      const first = await at.deploy(['prod'])
      // the same image may have come of the same files
      assert.ok(first.code === 0 || first.code === 3, first.output)
      crowd = await at.school.meetPeople(...Array.from({ length: 20 }, (_, index) => `Гость ${index}`))
    },
    { timeout: 4 * minute },
  )
  after(() => at.remove(), { timeout: 2 * minute })

  /** The ids of the images that run, each once. */
  async function runs(name: string): Promise<string> {
    const ids = (await at.school.compose('ps', '--quiet', name)).split('\n').filter(Boolean)
    const printed = await at.school.docker('inspect', '--format', '{{.Image}} {{.State.Status}}', ...ids)
    return printed.trim()
  }

  test('takes up every newer image while people write, and no message is lost', {
    timeout: 8 * minute,
  }, async (t) => {
    const newer = new Map<string, string>()
    for (const name of services)
      newer.set(name, await moveTag(at.school.docker, [imageOf(name), imageOf(name)]))
    // nobody presses buttons: he would wait for a minute at most, and Postgres and Redis are away one after the other
    const load = await startLoad(at.school, { crowd, filers: [], perSecond: 10 })
    t.after(() => load.stop().catch(() => undefined))
    const { code, output, seconds } = await at.deploy(['prod', '--services'])
    t.diagnostic(`${seconds.toFixed(1)} s\n${output}`)
    const seen = await load.stop()
    t.diagnostic(JSON.stringify(seen))
    assert.equal(code, 0, output)
    for (const [name, image] of newer) assert.equal(await runs(name), `${image} running`, name)
    assert.ok(seen.sent > 0)
    assert.equal(seen.lost, 0)
    assert.match(output, /backup/i)
    const again = await at.deploy(['prod', '--services'])
    assert.match(again.output, /No service has newer settings or a newer image/)
  })

  for (const name of ['prometheus', 'redis', 'nginx', 'postgres']) {
    test(`a ${name} that ends by itself goes back to how it was, and the school is at work`, {
      timeout: 4 * minute,
    }, async (t) => {
      const [before, bots] = [await runs(name), await at.images()]
      await moveTag(at.school.docker, [imageOf(name), imageOf(name)], endsAtOnce)
      const { code, output, seconds } = await at.deploy(['prod', '--services', name])
      t.diagnostic(`${seconds.toFixed(1)} s\n${output}`)
      assert.equal(code, 7, output)
      assert.match(output, new RegExp(`is in service, and service ${name} failed: .*${name} is as it was`))
      assert.equal(await runs(name), before)
      assert.deepEqual(await at.images(), bots)
      assert.equal((await fetch(`${at.school.url}/healthz`)).status, 200)
      assert.match(at.history().at(-1)?.reason ?? '', new RegExp(`${name} is as it was`))
    })
  }

  test('a newer major of Postgres is refused with the way there, and nothing is exchanged', {
    timeout: 2 * minute,
  }, async (t) => {
    const program = join(dirname(at.school.path), 'postgres')
    writeFileSync(program, '#!/bin/sh\necho "postgres (PostgreSQL) 19.1"\n')
    chmodSync(program, 0o755)
    const before = await runs('postgres')
    const path = '/usr/local/bin/postgres'
    await moveTag(at.school.docker, [imageOf('postgres'), imageOf('postgres')], {
      program: [program, path],
      changes: ['ENV PG_MAJOR=19'],
    })
    const { code, output } = await at.deploy(['prod', '--services', 'postgres', 'redis'])
    t.diagnostic(output)
    assert.equal(code, 1, output)
    assert.match(output, /the data are of Postgres 18 and the image is 19: .*backup\.sh.*--new-server/)
    assert.equal(await runs('postgres'), before)
    assert.equal((await fetch(`${at.school.url}/healthz`)).status, 200)
  })
})
