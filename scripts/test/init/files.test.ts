import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createReplicasStep } from '../../lib/init/replicas-metric.ts'
import { withoutSecrets } from '../../lib/settings/hidden-secrets.ts'
import { createSecretsStep } from '../../lib/settings/secrets-step.ts'
import { createFolderSetup } from './folder-setup.ts'

const rights = (file: string) => (statSync(file).mode & 0o777).toString(8)

test('secrets are made up once, and those that people look for are put into .env', async () => {
  using installation = createFolderSetup({ env: { TELEGRAM_TOKEN: '1:token', POSTGRES_PASSWORD: '' } })
  const { setup, folder } = installation
  const step = createSecretsStep(setup)
  assert.equal((await step.look()).state, 'missing')
  assert.equal((await step.make()).state, 'ready')
  const env = readFileSync(join(folder, '.env'), 'utf8')
  assert.equal(/^POSTGRES_PASSWORD=(.+)$/m.exec(env)?.[1], setup.secret('postgres_bot_password'))
  assert.equal(/^WEBHOOK_SECRET=(.+)$/m.exec(env)?.[1], setup.secret('webhook_secret'))
  assert.doesNotMatch(env, /GLITCHTIP_DSN/)
  assert.equal(setup.env['POSTGRES_PASSWORD'], setup.secret('postgres_bot_password'))
  assert.equal(rights(setup.secretsDir), '700')
  assert.ok(readdirSync(setup.secretsDir).every((name) => rights(join(setup.secretsDir, name)) === '444'))
  const kept = setup.secret('grafana_admin_password')
  assert.equal(await step.make().then(({ state }) => state), 'ready')
  assert.equal(setup.secret('grafana_admin_password'), kept)
})

test('a password put into its file with what .env would need quotes for stays there alone', async () => {
  using installation = createFolderSetup({})
  const { setup, folder } = installation
  mkdirSync(setup.secretsDir)
  writeFileSync(join(setup.secretsDir, 'postgres_bot_password'), `p$a"s's #\\\n`)
  assert.equal((await createSecretsStep(setup).make()).state, 'ready')
  assert.equal(setup.secret('postgres_bot_password'), `p$a"s's #\\`)
  assert.doesNotMatch(readFileSync(join(folder, '.env'), 'utf8'), /POSTGRES_PASSWORD/)
})

test('a variable that is filled later goes into .env and its file, and is never overwritten', async () => {
  using installation = createFolderSetup({})
  const { setup, folder } = installation
  await createSecretsStep(setup).make()
  setup.setEnv('GLITCHTIP_DSN', 'http://key@glitchtip:8000/1')
  setup.setEnv('GLITCHTIP_DSN', 'http://other@glitchtip:8000/2')
  assert.match(readFileSync(join(folder, '.env'), 'utf8'), /^GLITCHTIP_DSN=http:\/\/key@glitchtip:8000\/1$/m)
  assert.equal(setup.secret('glitchtip_dsn'), 'http://key@glitchtip:8000/1')
  assert.equal(setup.env['GLITCHTIP_DSN'], 'http://key@glitchtip:8000/1')
})

test('files that containers cannot read, and a folder that others can enter, are put right', async () => {
  using installation = createFolderSetup({})
  const { setup } = installation
  const step = createSecretsStep(setup)
  await step.make()
  chmodSync(join(setup.secretsDir, 'redis_acl'), 0o600)
  chmodSync(setup.secretsDir, 0o755)
  const { state, words } = await step.look()
  assert.equal(state, 'missing')
  assert.match(words, /redis_acl.*open to others/)
  await step.make()
  assert.equal(rights(join(setup.secretsDir, 'redis_acl')), '444')
  assert.equal(rights(setup.secretsDir), '700')
})

test('how many bots there should be is written where node-exporter reads, for all to read', async () => {
  using installation = createFolderSetup({})
  const metrics = join(installation.folder, 'backups/metrics')
  const step = createReplicasStep(installation.setup, 3)
  assert.equal((await step.look()).state, 'missing')
  assert.equal((await step.make()).state, 'ready')
  assert.match(
    readFileSync(join(metrics, 'schoolbot_replicas.prom'), 'utf8'),
    /\nschoolbot_replicas_expected 3\n$/,
  )
  assert.deepEqual(readdirSync(metrics), ['schoolbot_replicas.prom'])
  assert.equal(rights(metrics), '755')
  assert.equal(rights(join(metrics, 'schoolbot_replicas.prom')), '644')
  assert.equal(rights(join(metrics, '..')), '700')
  assert.equal((await createReplicasStep(installation.setup, 4).look()).state, 'missing')
})

test('the folder of backups that git made is closed to others', async () => {
  using installation = createFolderSetup({})
  const backups = join(installation.folder, 'backups')
  mkdirSync(backups)
  chmodSync(backups, 0o755)
  await createReplicasStep(installation.setup, 3).make()
  assert.equal(rights(backups), '700')
  assert.equal(rights(join(backups, 'metrics')), '755')
})

test('no secret is in what is said, whole or in part', async () => {
  using installation = createFolderSetup({
    env: { TELEGRAM_BOT_TOKEN: '1:AbC-token', TELEGRAM_CHAT_ID: '-100200' },
  })
  const { setup } = installation
  await createSecretsStep(setup).make()
  const redis = setup.secret('redis_url').slice('redis://bot:'.length, -'@redis:6379/0'.length)
  const words = `refused: ${setup.secret('redis_url')} (${redis}), bot1:AbC-token/getMe, chat -100200`
  assert.equal(
    withoutSecrets(words, setup.secretsDir),
    'refused: <secret> (<secret>), bot<secret>/getMe, chat -100200',
  )
  const env = {
    BACKUP_RESTIC_PASSWORD: 'of restic',
    BACKUP_PING_URL: 'https://ping.example/a-b-c',
    KEEP_DAYS: '14',
  }
  assert.equal(
    withoutSecrets('https://ping.example/a-b-c/fail: wrong password of restic, 14', setup.secretsDir, env),
    '<secret>/fail: wrong password <secret>, 14',
  )
  mkdirSync(join(setup.secretsDir, 'folder'))
  writeFileSync(join(setup.secretsDir, 'empty'), '')
  assert.equal(withoutSecrets('nothing', setup.secretsDir), 'nothing')
})
