import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ConfigError, environment, readConfig } from '../../../bot/src/config.ts'
import { readEnvFile } from '../../lib/settings/env-file.ts'
import { judgeSettings } from '../../lib/settings/judge-settings.ts'
import { fixedByCompose, settingsRules } from '../../lib/settings/settings-rules.ts'
import { root } from '../copied-checkout.ts'
import { ofServices } from './service-settings.ts'

const example = readEnvFile(`${root}/.env.example`)
const good = {
  TELEGRAM_TOKEN: '1000000001:token-of-the-bot',
  ADMIN_TELEGRAM_IDS: '1',
  TELEGRAM_BOT_TOKEN: '1000000002:token-for-alerts',
  TELEGRAM_CHAT_ID: '-100',
  POSTGRES_PASSWORD: 'any',
}

/** The names of what the set-up refuses. */
function refusedBySetUp(env: Record<string, string>): string[] {
  const options = { documented: example.names, inSecretFile: () => undefined }
  const { faults } = judgeSettings(
    { ...good, ...env },
    { values: env, names: [], duplicates: [], placeholders: [] },
    options,
  )
  return faults.map((fault) => fault.split(' ')[0] ?? '')
}

function refusedByTheBot(env: Record<string, string>): string[] {
  try {
    readConfig({ ...good, ...env })
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults.map((fault) => fault.split(' ')[0] ?? '')
  }
}

/** Right and wrong values of what both of them read. */
const samples: Record<string, string[]> = {
  TELEGRAM_TOKEN: ['123456:ABC-DEF_123', '123456', 'abc:ABC-DEF_123', '123456:short', '1:ABC DEF GHI JKL'],
  TELEGRAM_API_ROOT: ['https://api.telegram.org', 'http://bot-api:8081/x', 'api.telegram.org', 'ftp://x.y'],
  TELEGRAM_MODE: ['polling', 'Webhook', 'both'],
  ADMIN_TELEGRAM_IDS: ['1', '1, 2', '1 2', '@olga', '-1', '1;2'],
  SUPPORT_CHAT_ID: ['-100123', '100123', '@group', '-1.5'],
  DATABASE_SSL: ['true', 'FALSE', '1', 'off', 'require', 'verify-full'],
  DATABASE_POOL_MAX: ['4', '200', '3', '201', '20.5', '1e2', '0x14', 'many'],
  GLITCHTIP_DSN: [
    'http://key@glitchtip:8000/1',
    'HTTP://k@g/1',
    'glitchtip',
    'ftp://a/b',
    'http:g',
    'http://a b/1',
  ],
  ENVIRONMENT: ['prod', 'local', 'staging', 'production', 'PROD'],
  LOG_LEVEL: ['info', 'INFO', 'Warn', 'verbose'],
  SCHOOL_TIMEZONE: ['Europe/Moscow', 'UTC', 'Asia/Yekaterinburg', 'Asia/Kolkata', 'Moscow', 'MSK'],
  SCHOOL_HOURS: [
    '08:00-18:00',
    'mon-fri 08:00-18:00, sat 09:00-14:00',
    '8-18',
    'Mon-Thu  08:00-18:00 ,fri 09:00-14:00',
    'weekdays 08:00-18:00',
    '08:00',
    'mon-fry 08:00-18:00',
    'fri-mon 08:00-18:00',
    'mon-fri 08:00-18:00, tue 09:00-14:00',
    '08:00-18:00, 09:00-14:00',
    'mon-fri 08:00-18:00,',
    '18:00-08:00',
    '08:00-25:00',
    '08:60-18:00',
  ],
  TICKET_REMIND_WORKING_DAYS: ['1', '60', '0', '61', 'three'],
  TICKET_CLOSE_WORKING_DAYS: ['5', '0'],
  TICKET_REOPEN_DAYS: ['0', '365', '366', '-1'],
  TASK_REMIND_HOURS: ['72,24,1', '72', '72, 24', 'a day', '72;24', '12345'],
  TASK_TELL_GIVER_WORKING_DAYS: ['1', '0'],
  TASK_TELL_DIRECTORS_WORKING_DAYS: ['2', '61'],
}

for (const [name, values] of Object.entries(samples)) {
  test(`of ${name} the set-up and the bot think alike`, () => {
    for (const value of values) {
      const [ours, bots] = [refusedBySetUp({ [name]: value }), refusedByTheBot({ [name]: value })]
      assert.deepEqual(ours, bots, value)
    }
  })
}

test('there are samples of all that a bot in Compose reads from .env', () => {
  const fixed = Object.keys(fixedByCompose)
  const apart = [
    ...['WEBHOOK_URL', 'WEBHOOK_SECRET', 'DATABASE_SSL_CA'],
    ...['POSTGRES_DB', 'POSTGRES_USER', 'POSTGRES_PASSWORD'],
  ]
  const wanted = Object.keys(environment.shape).filter((name) => ![...fixed, ...apart].includes(name))
  assert.deepEqual(Object.keys(samples).sort(), wanted.sort())
  const compose = readFileSync(`${root}/docker-compose.yml`, 'utf8')
  const bot = compose.slice(compose.indexOf('x-bot:'), compose.indexOf('services:'))
  for (const name of fixed) assert.doesNotMatch(bot, new RegExp(`\\$\\{${name}\\b`))
})

test('of the webhook the set-up and the bot think alike, but for the secret, which is made up', () => {
  const webhook = (env: object) => ({ TELEGRAM_MODE: 'webhook', ...env })
  for (const env of [
    webhook({}),
    webhook({ WEBHOOK_URL: 'https://school.example' }),
    webhook({ WEBHOOK_URL: 'school.example', WEBHOOK_SECRET: 'long-enough-for-a-secret' }),
    webhook({ WEBHOOK_URL: 'https://school.example', WEBHOOK_SECRET: 'short' }),
  ]) {
    const bots = refusedByTheBot(env).filter((name) => name !== 'WEBHOOK_SECRET' || 'WEBHOOK_SECRET' in env)
    assert.deepEqual(refusedBySetUp(env), bots)
  }
})

for (const [name, { right, wrong }] of Object.entries(ofServices)) {
  test(`of ${name} what its service can work with is taken, and all else is refused`, () => {
    for (const value of right) assert.deepEqual(refusedBySetUp({ [name]: value }), [], value)
    for (const value of wrong) assert.deepEqual(refusedBySetUp({ [name]: value }), [name], value)
  })
}

test('every replica needs a port of its own', () => {
  assert.deepEqual(refusedBySetUp({ BOT_REPLICAS: '11' }), ['BOT_PORTS'])
  assert.deepEqual(refusedBySetUp({ BOT_REPLICAS: '1', BOT_PORTS: '8080' }), [])
})

test('what is in the example is not refused, and only what it names has a rule', () => {
  const filled = Object.fromEntries(Object.entries(example.values).filter(([, value]) => value !== ''))
  assert.deepEqual(refusedBySetUp(filled), [])
  assert.deepEqual(
    Object.keys(settingsRules).filter((name) => !example.names.includes(name)),
    [],
  )
})

test('a secret that was put into its file is not asked for again', () => {
  const inSecretFile = (name: string) => (name === 'TELEGRAM_TOKEN' ? '1:token-of-the-bot' : undefined)
  const options = { documented: [], inSecretFile }
  const { faults } = judgeSettings({}, { values: {}, names: [], duplicates: [], placeholders: [] }, options)
  assert.deepEqual(
    faults.map((fault) => fault.split(' ')[0]),
    ['ADMIN_TELEGRAM_IDS', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_CHAT_ID'],
  )
})

test('a secret in its file is judged as one in .env is, for the bot reads it', () => {
  const inSecretFile = (name: string) => (name === 'TELEGRAM_TOKEN' ? 'my-token\n' : undefined)
  const options = { documented: [], inSecretFile }
  const { TELEGRAM_TOKEN: _, ...others } = good
  const { faults } = judgeSettings(
    others,
    { values: {}, names: [], duplicates: [], placeholders: [] },
    options,
  )
  assert.deepEqual(faults, [
    'TELEGRAM_TOKEN, which .env leaves to its file in the folder of secrets, must look like 123456:ABC-DEF, as @BotFather gives it',
  ])
})

test('what backups lack to be made as .env wants them is told, not refused', () => {
  const warningsOf = (env: Record<string, string>) =>
    judgeSettings(
      { ...good, ...env },
      { values: env, names: [], duplicates: [], placeholders: [] },
      {
        documented: [],
        inSecretFile: () => undefined,
      },
    ).warnings.map((warning) => warning.split(' ')[0])
  assert.deepEqual(warningsOf({ BACKUP_ENCRYPT: 'all', BACKUP_RESTIC_REPOSITORY: '/mnt/nas' }), [
    'BACKUP_ENCRYPT',
    'BACKUP_RESTIC_REPOSITORY',
  ])
  const key = `age1${'a'.repeat(58)}`
  const whole = { BACKUP_ENCRYPT: 'all', BACKUP_AGE_RECIPIENT: key, BACKUP_RESTIC_REPOSITORY: '/mnt/nas' }
  assert.deepEqual(warningsOf({ ...whole, BACKUP_RESTIC_PASSWORD: 'long enough' }), [])
})

test('commas are no admins', () => {
  assert.deepEqual(refusedBySetUp({ ADMIN_TELEGRAM_IDS: ' , ' }), ['ADMIN_TELEGRAM_IDS'])
})

test('every variable of the example has a rule, but for those that may be anything', () => {
  assert.deepEqual(
    example.names.filter((name) => !(name in settingsRules)).sort(),
    [
      ...['ALERTMANAGER_INTERNAL_URL', 'PROMETHEUS_INTERNAL_URL', 'BOT_INSTANCE_ID'],
      ...['DATABASE_URL', 'HTTP_HOST', 'HTTP_PORT', 'POSTGRES_HOST', 'POSTGRES_PORT', 'REDIS_URL'],
      ...['POSTGRES_PASSWORD', 'GLITCHTIP_EMAIL_URL', 'GLITCHTIP_FROM_EMAIL', 'SANDBOX_PORT'],
      ...['BACKUP_RESTIC_PASSWORD', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ].sort(),
  )
})
