import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { type DeploySchool, prepareDeploySchool } from './deploy-school.ts'
import { missingEngine } from './engine.ts'
import { startLoad } from './steady-load.ts'

describe('deploy.sh', { skip: missingEngine() }, () => {
  let at: DeploySchool
  let crowd: PersonDriver[]
  let filers: PersonDriver[]

  before(
    async () => {
      at = await prepareDeploySchool()
      await at.school.up()
      await at.admin.start()
      filers = await at.school.meetPeople('Анна', 'Борис', 'Вера')
      crowd = await at.school.meetPeople(...Array.from({ length: 40 }, (_, index) => `Гость ${index}`))
    },
    { timeout: 170_000 },
  )
  after(() => at.remove(), { timeout: 90_000 })

  test('exchanges the replicas while updates come, and none is lost or done twice', {
    timeout: 170_000,
  }, async (t) => {
    const [before] = await at.images()
    at.change('bot/src/version.ts', /^/, '// another version\n')
    const load = await startLoad(at.school, { crowd, filers, perSecond: 20 })
    t.after(() => load.stop())
    const began = performance.now()
    const first = at.startDeploy(['prod'])
    t.after(() => t.diagnostic(first.output()))
    await first.untilPrints(/Adding a replica/)
    const second = await at.deploy(['prod'])
    assert.equal(second.code, 5, second.output)
    assert.match(second.output, /deploy\.sh \(process \d+\) is at work/)
    assert.equal(await first.ended, 0, first.output())
    t.diagnostic(`deployed in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    const seen = await load.stop()
    t.diagnostic(JSON.stringify(seen))
    assert.deepEqual([seen.lost, seen.doubled, seen.receiptsTooMany], [0, 0, 0])
    assert.equal(seen.tickets, seen.filed)
    assert.deepEqual(Object.keys(seen.answers), ['200'])
    const images = await at.images()
    assert.equal(images.length, 1)
    assert.notEqual(images[0], before)
    assert.deepEqual(await at.replicas(), ['bot running healthy', 'bot running healthy', 'migrate exited'])
    assert.deepEqual(
      at.history().map(({ kind, outcome }) => `${kind} ${outcome}`),
      ['found done', 'deploy done'],
    )
    const [found, deployed] = at.history()
    assert.ok(found && deployed && found.release < deployed.release, `${found?.release} ${deployed?.release}`)
  })

  test('brings the version before back when the new one fails, and says why', {
    timeout: 150_000,
  }, async (t) => {
    t.after(() => at.takeBack())
    const before = await at.images()
    const begin = '  const stop = new AbortController()\n'
    at.change('bot/src/main.ts', begin, `${begin}  setTimeout(() => process.exit(1), 6_000)\n`)
    const { code, output, seconds } = await at.deploy(['prod'])
    t.diagnostic(`${seconds.toFixed(1)} s\n${output}`)
    assert.equal(code, 7, output)
    assert.deepEqual(await at.images(), before)
    const last = at.history().at(-1)
    assert.equal(last?.outcome, 'returned')
    // which of its deaths is seen first is chance
    assert.match(last?.reason ?? '', /-bot-\d+\b/)
    const told = (await at.admin.messages()).map(({ text }) => text).join('\n')
    assert.match(told, /Новая версия: работает[^]*Новая версия: НЕ поставлена, работает прежняя/)
    for (const secret of at.school.secrets()) assert.ok(!`${output}${told}`.includes(secret), secret)
  })

  test('brings the release before the present one back, and there is none before that', {
    timeout: 120_000,
  }, async (t) => {
    const [found] = at.history()
    const { code, output, seconds } = await at.deploy(['rollback'])
    t.diagnostic(`${seconds.toFixed(1)} s`)
    assert.equal(code, 0, output)
    assert.deepEqual(await at.images(), [found?.image])
    assert.equal((await at.deploy(['rollback'])).code, 3)
    const status = await at.deploy(['status'])
    assert.equal(status.code, 0, status.output)
    assert.match(status.output, /What runs is what was deployed/)
  })
})
