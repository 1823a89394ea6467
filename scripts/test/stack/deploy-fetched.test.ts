import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { findFreePort } from '../../lib/processes/free-port.ts'
import { replaceVariable } from '../../lib/settings/env-file.ts'
import { type DeploySchool, prepareDeploySchool } from './deploy-school.ts'
import { missingDeployPatience, missingEngine } from './engine.ts'
import { type ImageRegistry, missingRegistry, startRegistry } from './image-registry.ts'
import { moveTag } from './other-images.ts'

const minute = 60_000
const reason = missingEngine() ?? (missingDeployPatience || missingRegistry)

describe('deploys of an image of a registry', { skip: reason }, () => {
  let at: DeploySchool
  let registry: ImageRegistry
  /** By which name the bot's image is fetched. */
  let name: string

  before(
    async () => {
      registry = await startRegistry(await findFreePort())
      name = `${registry.host}/school/bot:1`
      at = await prepareDeploySchool()
      await at.school.up()
      await at.admin.start()
      await at.school.docker('tag', `schoolbot/bot:${at.school.project}`, name)
      await at.school.docker('push', '--quiet', name)
      await at.school.docker('image', 'rm', name)
      set('BOT_IMAGE', `${registry.host}/school/bot`)
      set('BOT_VERSION', '1')
    },
    { timeout: 5 * minute },
  )
  after(
    async () => {
      await at.school.docker('image', 'rm', '--force', name)
      await at.remove()
      await registry.remove()
    },
    { timeout: 2 * minute },
  )

  const set = (variable: string, value: string) =>
    replaceVariable(join(at.school.path, '.env'), variable, value)
  const here = async () => (await at.school.docker('image', 'ls', '--quiet', '--no-trunc', name)).trim()
  const well = ['bot running healthy', 'bot running healthy', 'migrate exited']

  /** Moves the tag in the registry, and not here; gives the newer image. */
  async function publish(difference = {}): Promise<string> {
    const before = await here()
    const image = await moveTag(at.school.docker, [before, name], difference)
    await at.school.docker('push', '--quiet', name)
    await at.school.docker('tag', before, name)
    return image
  }

  async function deploy(expected: number, says: RegExp): Promise<void> {
    const { code, output } = await at.deploy(['prod'])
    assert.equal(code, expected, output)
    assert.match(output, says)
    assert.deepEqual(await at.replicas(), well)
  }

  /** What runs is what was deployed, and what a plain `docker compose up` would bring. */
  async function isInOrder(image: string): Promise<void> {
    assert.deepEqual([await at.images(), await here()], [[image], image])
    const { code, output } = await at.deploy(['status'])
    assert.equal(code, 0, output)
  }

  test('it is fetched, and comes into service', { timeout: 4 * minute }, async () => {
    await deploy(0, /Fetching [^]*version 1\n/)
    await isInOrder(await here())
  })

  test('when its tag has moved the newer one comes, once', { timeout: 4 * minute }, async () => {
    const newer = await publish()
    await deploy(0, /Replicas: 2 added, 2 taken out/)
    await isInOrder(newer)
    await deploy(3, /this version runs already/)
    await isInOrder(newer)
  })

  test('what cannot be fetched changes nothing', { timeout: 4 * minute }, async () => {
    const image = await here()
    set('BOT_VERSION', 'nobody-has-pushed-it')
    await deploy(7, /failed \(image\): .*; \S+ is in service/)
    assert.deepEqual(await at.images(), [image])
    set('BOT_VERSION', '1')
    await registry.stop()
    await deploy(3, /warning: the registry cannot be reached/)
    await isInOrder(image)
    await registry.start()
  })

  test('one that fails after its tag has moved goes, the one before is back by its id, and all is in order', {
    timeout: 6 * minute,
  }, async (t) => {
    const image = await here()
    // its migrations run
    await publish({ changes: ['CMD ["false"]'] })
    await deploy(7, /failed \(replicas\): .* ends by itself[^]*is in service/)
    t.diagnostic(at.history().at(-1)?.reason ?? '')
    await isInOrder(image)
    // what a plain Compose brings is what runs
    await at.school.compose('up', '--detach', '--wait', '--pull', 'never', '--no-build', 'bot')
    await isInOrder(image)
    const mended = await publish()
    await deploy(0, /2 added, 2 taken out/)
    await isInOrder(mended)
  })
})
