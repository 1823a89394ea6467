import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backupPlan } from '../../lib/swarm/back-up.ts'
import { wayBack } from '../../lib/swarm/go-back.ts'
import { readOptions } from '../../lib/swarm/swarm-options.ts'

const planOf = (env: Record<string, string>, noBackup = false) => backupPlan(env, { noBackup }).plan

test('the data of the stack are backed up unless the operator has said otherwise', () => {
  assert.equal(planOf({}), 'job')
  assert.equal(planOf({ POSTGRES_REPLICAS: '1', BACKUP_BEFORE_DEPLOY: 'true' }), 'job')
  assert.equal(planOf({ BACKUP_BEFORE_DEPLOY: 'false' }), 'none')
  assert.equal(planOf({}, true), 'none')
})

test('where the data are elsewhere he has to say that they are safe', () => {
  const elsewhere = { POSTGRES_REPLICAS: '0' }
  assert.equal(planOf(elsewhere), 'refused')
  assert.equal(planOf({ ...elsewhere, BACKUP_BEFORE_DEPLOY: 'false' }), 'none')
  assert.equal(planOf(elsewhere, true), 'none')
})

const made = (imageBefore: string | undefined, image: string, isUnchanged = false) => ({
  ...{ image, imageBefore, isUnchanged },
})

test('a version that may not stay goes back to what Swarm had before', () => {
  assert.deepEqual(wayBack(made('bot:1', 'bot:2'), 'bot:1'), { way: 'former' })
  // other settings of the same image
  assert.deepEqual(wayBack(made('bot:1', 'bot:1'), 'bot:1'), { way: 'former' })
  // a stack that was made before anything passed a gate
  assert.deepEqual(wayBack(made('bot:1', 'bot:2'), undefined), { way: 'former' })
})

test('after deploys that were broken off it goes back to the image that last passed, not to one in between', () => {
  assert.deepEqual(wayBack(made('bot:2', 'bot:2', true), 'bot:1'), { way: 'image', image: 'bot:1' })
  assert.deepEqual(wayBack(made('bot:2', 'bot:3'), 'bot:1'), { way: 'image', image: 'bot:1' })
})

test('a first version, or one that nothing was changed of, has no way back', () => {
  assert.deepEqual(wayBack(made(undefined, 'bot:1'), undefined), { way: 'none' })
  assert.deepEqual(wayBack(made('bot:1', 'bot:1', true), 'bot:1'), { way: 'none' })
  assert.deepEqual(wayBack(made('bot:2', 'bot:1'), 'bot:1'), { way: 'none' })
})

test('what is typed after deploy.sh is a deploy unless it asks for the state', () => {
  assert.deepEqual(readOptions(['--no-backup', '--stack', 'school']), {
    ...{ kind: 'deploy', stack: 'school', allowContract: false, noBackup: true },
  })
  assert.deepEqual(readOptions(['--status']), { kind: 'status', stack: 'schoolbot' })
  assert.throws(() => readOptions(['prod']), /prod is not known/)
  assert.throws(() => readOptions(['--stack', 'School_1']), /--stack takes up to 20/)
})
