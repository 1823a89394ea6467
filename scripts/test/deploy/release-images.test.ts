import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deployTexts } from '../../lib/deploy/deploy-texts.ts'
import { ofTheSchema } from '../../lib/deploy/go-back.ts'
import { botImage, fetchImage, forgetImages, releaseTag } from '../../lib/deploy/release-images.ts'
import { StepError } from '../../lib/steps/step.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

test('an image of a registry is fetched, any other is built', () => {
  const isPulled = (name: string) => botImage({ BOT_IMAGE: name }).isPulled
  assert.deepEqual(botImage({}), { name: 'schoolbot/bot', tag: 'local', isPulled: false })
  assert.ok(['ghcr.io/school/bot', 'registry:5000/bot', 'localhost/bot'].every(isPulled))
  assert.ok(!['schoolbot/bot', 'bot'].some(isPulled))
})

test('two installations of one engine keep their releases under different tags', () => {
  const tags = ['schoolbot', 'schoolbot-staging'].map((project) => releaseTag(project, '20261201-083000Z'))
  assert.deepEqual(tags, [
    'schoolbot/bot:schoolbot-20261201-083000Z',
    'schoolbot/bot:schoolbot-staging-20261201-083000Z',
  ])
})

test('where the registry cannot be reached the image that is here is taken, and one that refuses stops it', async () => {
  const fetched = async (failure: string, here: string) => {
    const { run, said } = await engineInMemory([])
    const docker = async ([verb = '', ...rest]: readonly string[]) => {
      if (verb === 'pull') throw new StepError(failure)
      return verb === 'image' && (here !== '' || rest.join().includes('school-')) ? `${here}\n` : ''
    }
    const setup = { ...run.setup, env: { BOT_IMAGE: 'ghcr.io/school/bot', BOT_VERSION: '1.4.0' } }
    const project = { name: 'school' }
    return { id: await fetchImage({ docker: { docker, compose: docker }, project, setup }, 'now'), said }
  }
  const away = 'docker pull: Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host'
  const { id, said } = await fetched(away, 'sha256:7')
  assert.equal(id, 'sha256:7')
  assert.match(
    said.join('\n'),
    /warning: the registry cannot be reached, and ghcr\.io\/school\/bot:1\.4\.0 is taken/,
  )
  await assert.rejects(fetched(away, ''), /no such host/)
  await assert.rejects(fetched('docker pull: denied', 'sha256:7'), /denied/)
})

test('older images are let go, and one of which an ended container is left keeps none of the others', async () => {
  const removed: string[] = []
  const tags = [1, 2, 3].map((day) => `school-2026120${day}-083000Z`)
  const docker = async ([, verb, ...rest]: readonly string[]) => {
    if (verb === 'ls') return [...tags, 'local', 'school-staging-20261201-083000Z', ''].join('\n')
    if (rest[0]?.endsWith('school-20261201-083000Z'))
      throw new StepError('docker image: conflict: container 12 is using its referenced image 34')
    removed.push(...rest)
    return ''
  }
  await forgetImages({ docker, compose: docker }, 'school', ['20261203-083000Z'])
  assert.deepEqual(removed, ['schoolbot/bot:school-20261202-083000Z'])
})

test('of the schema it is said what a way back leaves, and where the data of before are', () => {
  const none = { migrations: [], contracts: [], backup: undefined }
  assert.deepEqual(ofTheSchema(none), [])
  const migrations = ['0011_rooms', '0012_floors']
  assert.match(ofTheSchema({ ...none, migrations }).join(), /keeps 0011_rooms, 0012_floors: they only add/)
  const contracts = ['0012_floors.sql:1: drop column']
  const words = ofTheSchema({ migrations, contracts, backup: 'schoolbot_20261201_083000Z' }).join()
  assert.match(words, /take something away.*restore\.sh schoolbot_20261201_083000Z/)
})

test('the message says in Russian what became of it, what runs, and which installation it is', () => {
  const sender = { host: 'school-1', project: 'schoolbot', environment: 'prod' }
  const line = {
    ...({ kind: 'deploy', release: '20261201-083000Z', outcome: 'returned', environment: 'prod' } as const),
    ...{ version: 'v2', image: 'sha256:2', migrations: [], previous: '20261130-083000Z' },
    ...{
      begunAt: '2026-12-01T08:30:00Z',
      endedAt: '2026-12-01T08:30:40Z',
      step: 'gate',
      reason: 'no canary',
    },
  }
  const text = deployTexts.returned(sender, line)
  for (const words of [
    'НЕ поставлена',
    'gate',
    'no canary',
    '20261130-083000Z',
    'school-1 (prod, schoolbot)',
  ]) {
    assert.ok(text.includes(words), text)
  }
  assert.match(deployTexts.done(sender, { ...line, outcome: 'done' }), /работает\n.*за 40 с/)
})
