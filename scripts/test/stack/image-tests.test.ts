import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readProject } from '../../lib/compose/compose-project.ts'
import { createDocker } from '../../lib/compose/docker.ts'
import { chosenTests } from '../../lib/image-tests/chosen-tests.ts'
import { testImage } from '../../lib/image-tests/test-image.ts'
import { removeTestRoom, testRoom } from '../../lib/image-tests/test-room.ts'
import type { Opened } from '../../lib/steps/open-setup.ts'
import { createSetup } from '../../lib/steps/setup.ts'
import { engineEnv, missingEngine, root } from './engine.ts'
import { projectName } from './leftovers.ts'

const patient = process.env['STACK_DEPLOYS'] === 'all'
const all = patient ? chosenTests : ['bot/test/start.test.ts']
const image = `schoolbot/bot:${projectName}`
const broken = `${image}-broken`
const room = testRoom(projectName)
const docker = createDocker(root, { ...engineEnv, COMPOSE_PROJECT_NAME: projectName })

async function opened(): Promise<Opened> {
  const project = await readProject(docker)
  return { docker, project, setup: createSetup({ root, env: {}, docker, project, say: () => undefined }) }
}

/** Whatever the engine has under the names of this test's image tests. */
async function leftBehind(): Promise<string> {
  const containers = await docker.docker(['ps', '--all', '--quiet', '--filter', `label=${room.label}`])
  const images = await docker.docker(['image', 'ls', '--format', '{{.Tag}}', 'schoolbot/image-tests'])
  return containers + images.split('\n').filter((tag) => tag.startsWith(projectName))
}

describe('tests in the image that will ship', { skip: missingEngine(), timeout: 600_000 }, () => {
  before(async () => {
    await docker.docker(['build', '--quiet', '--tag', image, '--file', 'bot/Dockerfile', '.'], {
      withinMs: 300_000,
    })
    const change = `FROM ${image}\nUSER root\nRUN echo "throw new Error('broken')" >> /app/bot/src/app.ts\nUSER node\n`
    await docker.docker(['build', '--quiet', '--tag', broken, '-'], { input: change, withinMs: 300_000 })
  })
  after(async () => {
    await removeTestRoom(docker, room)
    await docker.docker(['image', 'rm', '--force', image, broken])
  })

  test('an image that is well passes, and nothing is left', { timeout: 300_000 }, async (t) => {
    const said: string[] = []
    const started = Date.now()
    await testImage(await opened(), image, (line) => said.push(line), all)
    t.diagnostic(`${all.length} files in ${Math.round((Date.now() - started) / 1000)} s`)
    assert.match(said.at(-1) ?? '', /^The new image passes its tests: [1-9]\d* passed, 0 failed, 0 skipped$/)
    assert.equal(await leftBehind(), '')
    assert.match(await docker.docker(['image', 'inspect', '--format', '{{.Id}}', image]), /^sha256:/)
  })

  test('what a killed run left does not stand in the way, and an image with a fault in it fails with names', {
    timeout: 300_000,
  }, async () => {
    await docker.docker(['tag', image, room.image])
    const idle = ['--entrypoint=sleep', image, '600']
    await docker.docker(['run', '--detach', '--name', room.tests, `--label=${room.label}`, ...idle])
    await assert.rejects(
      testImage(await opened(), broken, () => undefined, ['bot/test/start.test.ts']),
      /the new image fails its tests:\n +bot\/test\/start\.test\.ts: .*\n[^]*\.cache\/image-tests\.log/,
    )
    assert.equal(await leftBehind(), '')
  })

  test('where npm cannot be reached it says how to do without', {
    skip: patient ? false : 'npm tries again for half a minute: STACK_DEPLOYS=all',
  }, async () => {
    const offline = createDocker(root, { ...engineEnv, COMPOSE_PROJECT_NAME: projectName })
    const refusing = {
      ...offline,
      docker: (args: readonly string[], options = {}) =>
        offline.docker(args[0] === 'build' ? [...args, '--no-cache', '--network=none'] : args, options),
    }
    const setup = { ...(await opened()), docker: refusing }
    await assert.rejects(
      testImage(setup, image, () => undefined, all),
      /npm registry; RUN_TESTS=false/,
    )
    assert.equal(await leftBehind(), '')
  })
})
