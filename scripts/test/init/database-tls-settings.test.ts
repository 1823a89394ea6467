import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rootCertificates } from 'node:tls'
import { ConfigError, readConfig } from '../../../bot/src/config.ts'
import { judgeSettings } from '../../lib/settings/judge-settings.ts'

const good = {
  TELEGRAM_TOKEN: '1:token-of-the-bot',
  ADMIN_TELEGRAM_IDS: '1',
  TELEGRAM_BOT_TOKEN: '2:token-of-the-other',
  TELEGRAM_CHAT_ID: '-1',
  DATABASE_URL: 'postgres://u:p@h/db',
}
const [certificate = '', another = ''] = rootCertificates
const nameOf = (fault: string) => fault.split(/[ ,]/)[0]

function refusedByTheBot(env: Record<string, string>): (string | undefined)[] {
  try {
    readConfig({ ...good, ...env })
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults.map(nameOf)
  }
}

function refusedBySetUp(env: Record<string, string>, inFile?: string): (string | undefined)[] {
  const inSecretFile = (name: string) => (name === 'DATABASE_SSL_CA' ? inFile : undefined)
  const file = { values: env, names: [], duplicates: [], placeholders: [] }
  return judgeSettings({ ...good, ...env }, file, { documented: [], inSecretFile }).faults.map(nameOf)
}

const cases: [ca: string, on: string, refused: string[]][] = [
  ['', 'true', []],
  [certificate, 'true', []],
  [`the first\n${certificate}\n${another}`, 'TRUE', []],
  [certificate, 'false', ['DATABASE_SSL']],
  [certificate, '', ['DATABASE_SSL']],
  ['/run/secrets/ca.pem', 'true', ['DATABASE_SSL_CA']],
  [certificate.replace('MII', 'QQQ'), 'true', ['DATABASE_SSL_CA']],
  [
    `${certificate}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`,
    'true',
    ['DATABASE_SSL_CA'],
  ],
]

test('of TLS with Postgres the set-up and the bot think alike', () => {
  for (const [ca, on, refused] of cases) {
    const env = { DATABASE_SSL: on, DATABASE_SSL_CA: ca }
    assert.deepEqual(refusedByTheBot(env), refused, `${on} ${ca}`)
    assert.deepEqual(refusedBySetUp(env), refused, `${on} ${ca}`)
    assert.deepEqual(refusedBySetUp({ DATABASE_SSL: on }, ca), refused, `in its file: ${on} ${ca}`)
  }
})

test('what pg would read of TLS in DATABASE_URL is refused: it would win over DATABASE_SSL', () => {
  for (const said of ['sslmode=require', 'sslmode=no-verify', 'ssl=true', 'sslrootcert=/ca.pem']) {
    assert.deepEqual(refusedByTheBot({ DATABASE_URL: `postgres://u:p@h/db?${said}` }), ['DATABASE_URL'], said)
  }
  assert.deepEqual(refusedByTheBot({ DATABASE_URL: 'postgres://u:p@h/db?application_name=x' }), [])
})

test('of a Postgres elsewhere host and port are read, and TLS is meant for it', () => {
  const warningsOf = (env: Record<string, string>) => {
    const values = { POSTGRES_HOST: 'db.school.example', POSTGRES_PORT: '6432', DATABASE_SSL: 'true', ...env }
    const documented = Object.keys(values)
    const file = { values, names: documented, duplicates: [], placeholders: [] }
    return judgeSettings({ ...good, ...values }, file, { documented, inSecretFile: () => undefined }).warnings
  }
  const withIt = 'docker-compose.yml:docker-compose.override.yml:deploy/managed-postgres.yml'
  assert.deepEqual(warningsOf({ COMPOSE_FILE: withIt }), [])
  assert.deepEqual(warningsOf({}).map(nameOf), ['POSTGRES_HOST', 'POSTGRES_PORT', 'DATABASE_SSL'])
})
