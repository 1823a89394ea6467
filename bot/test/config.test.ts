import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigError, environment, readConfig } from '../src/config.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
const given = { TELEGRAM_TOKEN: '1:abcdefghijkl', DATABASE_URL: 'postgres://u:p@h/db' }

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.faults
  }
  assert.fail('the configuration was taken')
}

test('.env.example lists exactly the variables that are read, with their defaults', () => {
  const [forTheBot = ''] = example.split('# === Only for docker compose')
  const lines = forTheBot.split('\n').filter((line) => /^[A-Z]/.test(line))
  const listed = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]))
  assert.deepEqual(Object.keys(listed).sort(), Object.keys(environment.shape).sort())
  const filled = Object.fromEntries(Object.entries(listed).filter(([, value]) => value !== ''))
  assert.deepEqual(
    readConfig({ ...given, BOT_INSTANCE_ID: 'x' }),
    readConfig({ ...filled, ...given, BOT_INSTANCE_ID: 'x' }),
  )
})

test('all faults are named at once, without values', () => {
  const faults = faultsOf({
    TELEGRAM_TOKEN: 'secret',
    HTTP_PORT: '99999',
    ADMIN_TELEGRAM_IDS: 'ivan',
    SCHOOL_TIMEZONE: 'Mars/Base',
  })
  assert.deepEqual(
    faults.map((fault) => fault.split(' ')[0]),
    ['TELEGRAM_TOKEN', 'ADMIN_TELEGRAM_IDS', 'HTTP_PORT', 'SCHOOL_TIMEZONE'],
  )
  assert.doesNotMatch(faults.join(), /secret|99999|ivan|Mars\/Base/)
})

test('a zone may have any of its names, in the capitals that Alertmanager minds', () => {
  const zones = ['Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC']
  for (const zone of zones)
    assert.equal(readConfig({ ...given, SCHOOL_TIMEZONE: zone }).school.timezone, zone)
  for (const zone of ['europe/moscow', 'Europe/MOSCOW', 'EUROPE/KYIV', 'Europe/Kuiv', '+03:00', 'MSK']) {
    assert.equal(faultsOf({ ...given, SCHOOL_TIMEZONE: zone }).length, 1, zone)
  }
})

test('the webhook needs its address and its secret', () => {
  assert.deepEqual(
    faultsOf({ ...given, TELEGRAM_MODE: 'webhook' }).map((fault) => fault.split(' ')[0]),
    ['WEBHOOK_URL', 'WEBHOOK_SECRET'],
  )
})

test('a secret may be a file, an empty variable counts as absent', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'schoolbot-')), 'password')
  writeFileSync(file, 'p@ss/word\n')
  const { database } = readConfig({
    TELEGRAM_TOKEN: given.TELEGRAM_TOKEN,
    DATABASE_URL: '',
    POSTGRES_PASSWORD_FILE: file,
    POSTGRES_HOST: 'db',
  })
  assert.equal(database.url.reveal(), 'postgres://schoolbot:p%40ss%2Fword@db:5432/schoolbot')
  assert.match(faultsOf({ ...given, REDIS_URL_FILE: '/nowhere' }).join(), /REDIS_URL_FILE/)
})

test('the hours of the school are those of Monday to Friday, or of the days that are named', () => {
  const weekOf = (hours: string) => readConfig({ ...given, SCHOOL_HOURS: hours }).school.week
  const long = { opens: 480, closes: 1080 }
  const short = { opens: 540, closes: 840 }
  assert.deepEqual(weekOf('08:00-18:00'), [long, long, long, long, long, null, null])
  assert.deepEqual(weekOf('mon-fri 08:00-18:00'), weekOf('08:00-18:00'))
  assert.deepEqual(weekOf('Mon-Thu  08:00-18:00 ,fri 09:00-14:00, SAT 09:00-14:00'), [
    ...[long, long, long, long, short, short],
    null,
  ])
  assert.deepEqual(weekOf('mon-sun 00:00-24:00')[6], { opens: 0, closes: 1440 })
})

test('hours that are none are answered with what is wrong, not with what was given', () => {
  const shape = 'SCHOOL_HOURS must look like 08:00-18:00, or mon-fri 08:00-18:00, sat 09:00-14:00'
  const unknownDay = 'SCHOOL_HOURS has an unknown day: the days are mon, tue, wed, thu, fri, sat, sun'
  const cases = {
    'from eight to six': shape,
    '8-18': shape,
    '08:00-18:00, 09:00-14:00': shape,
    'mon-tue-wed 08:00-18:00': shape,
    'mon-fri 08:00-18:00,': shape,
    'monday 08:00-18:00': unknownDay,
    'mon-fry 08:00-18:00': unknownDay,
    'fri-mon 08:00-18:00': 'SCHOOL_HOURS has days in the wrong order: the week begins with mon',
    'mon-fri 08:00-18:00, tue 09:00-14:00': 'SCHOOL_HOURS names tue twice',
    '18:00-08:00': 'SCHOOL_HOURS must close after it opens',
    'mon 08:00-08:00': 'SCHOOL_HOURS must close after it opens',
    '08:00-25:00': 'SCHOOL_HOURS has a time that no clock shows',
    '08:60-18:00': 'SCHOOL_HOURS has a time that no clock shows',
  }
  for (const [hours, fault] of Object.entries(cases)) {
    assert.deepEqual(faultsOf({ ...given, SCHOOL_HOURS: hours }), [fault], hours)
  }
})

test('Alertmanager and Prometheus are named by their addresses alone', () => {
  const addressOf = (url: string) =>
    readConfig({ ...given, ALERTMANAGER_INTERNAL_URL: url }).monitoring.alertmanager
  assert.equal(addressOf(''), undefined)
  for (const url of ['http://alertmanager:9093', 'https://alerts.school.example/']) {
    assert.equal(addressOf(url), url)
  }
  const fault =
    'ALERTMANAGER_INTERNAL_URL must be an address alone, such as http://prometheus:9090: no path, no password'
  for (const wrong of ['/api', '/?x', '/#x', '//']) {
    const faults = faultsOf({ ...given, ALERTMANAGER_INTERNAL_URL: `http://alertmanager:9093${wrong}` })
    assert.deepEqual(faults, [fault], wrong)
  }
  assert.deepEqual(faultsOf({ ...given, ALERTMANAGER_INTERNAL_URL: 'http://u:p@alertmanager:9093' }), [fault])
  for (const wrong of ['alertmanager:9093', 'ftp://prometheus', 'prometheus']) {
    const faults = faultsOf({ ...given, PROMETHEUS_INTERNAL_URL: wrong })
    assert.equal(faults.length, 1)
    assert.match(faults.join(), /^PROMETHEUS_INTERNAL_URL /)
  }
})

test('a host that is none is named, not quoted', () => {
  const faults = faultsOf({
    TELEGRAM_TOKEN: given.TELEGRAM_TOKEN,
    POSTGRES_PASSWORD: 'x',
    POSTGRES_HOST: 'my host',
  })
  assert.deepEqual(faults, ['POSTGRES_HOST must be the name or address of a host'])
})

test('a secret never prints', () => {
  const config = readConfig(given)
  assert.doesNotMatch(`${JSON.stringify(config)} ${String(config.telegram.token)}`, /abcdefghijkl|u:p@h/)
})
