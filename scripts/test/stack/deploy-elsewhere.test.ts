import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { says } from '../../../bot/test/chat.ts'
import { readEnvFile } from '../../lib/settings/env-file.ts'
import { noOpenssl } from './certificates.ts'
import { missingDeployPatience, missingEngine } from './engine.ts'
import { type Installation, prepareInstallation } from './installation.ts'
import { type OtherPostgres, startOtherPostgres } from './other-postgres.ts'

const minute = 60_000
const host = 'db.school.test'
const reason = missingEngine() ?? (missingDeployPatience || noOpenssl)

describe('a stack whose Postgres somebody else runs', { skip: reason }, () => {
  let school: Installation
  let postgres: OtherPostgres

  before(
    async () => {
      school = await prepareInstallation()
      const folder = join(dirname(school.path), 'elsewhere')
      postgres = await startOtherPostgres(school.docker, { folder, host })
      const hosts = `extra_hosts: ["${host}:host-gateway"]`
      writeFileSync(
        join(school.path, 'host.yml'),
        `services:\n  bot: { ${hosts} }\n  migrate: { ${hosts} }\n`,
      )
      // people of the sandbox write to its first bot, which is that of the alerts
      const token = readEnvFile(join(school.path, '.env')).values['TELEGRAM_BOT_TOKEN']
      for (const [name, value] of Object.entries({
        TELEGRAM_TOKEN: token,
        ...{ TELEGRAM_MODE: 'webhook', WEBHOOK_URL: school.url, RUN_TESTS: 'false' },
        ...{ POSTGRES_HOST: host, POSTGRES_PORT: postgres.port, POSTGRES_DB: 'school' },
        ...{ POSTGRES_USER: 'school', POSTGRES_PASSWORD: postgres.password, DATABASE_SSL: 'true' },
        DEPLOY_WATCH_SECONDS: 2,
      }))
        school.setVariable(name, String(value))
      trust(postgres.authority)
    },
    { timeout: 4 * minute },
  )
  after(
    async () => {
      await postgres.remove()
      await school.remove()
    },
    { timeout: 2 * minute },
  )

  /** As the guide says: before init_monitoring.sh is run. */
  function trust(authority: string): void {
    const file = join(school.path, 'secrets/database_ssl_ca')
    mkdirSync(dirname(file), { recursive: true })
    if (existsSync(file)) chmodSync(file, 0o600)
    writeFileSync(file, authority)
    chmodSync(file, 0o444)
  }

  async function run(t: TestContext, line: string, expected: number): Promise<string> {
    const [script = '', ...args] = line.split(' ')
    const files = `${school.env['COMPOSE_FILE']}:deploy/managed-postgres.yml:host.yml`
    const began = performance.now()
    const started = school.run(script, args, { COMPOSE_FILE: files })
    const code = await started.ended
    const output = started.output()
    t.diagnostic(`${line}: ${((performance.now() - began) / 1000).toFixed(1)} s\n${output}`)
    assert.equal(code, expected, output)
    for (const secret of [...school.secrets(), postgres.password]) assert.ok(!output.includes(secret))
    return output
  }

  test('is set up, and its first deploy brings a bot that answers, over TLS alone', {
    timeout: 8 * minute,
  }, async (t) => {
    await run(t, 'init_monitoring.sh', 0)
    const output = await run(t, 'deploy.sh prod', 0)
    assert.match(output, /Postgres is not part of this installation: back it up where it is/)
    assert.match(output, /No backup: Postgres is not part of this installation/)
    assert.match(output, /The canary came through, by nginx too/)
    const admin = await school.sandbox.existingPerson(700_000_001)
    await admin.start()
    await admin.waitFor(says(''), { since: 'start' })
    const sessions = `select distinct ssl from pg_stat_ssl join pg_stat_activity using (pid)
      where client_addr is not null and usename = 'school'`
    assert.equal(await postgres.sql(sessions), 't')
    assert.match(await run(t, 'deploy.sh status', 0), /What runs is what was deployed/)
    assert.match(await run(t, 'deploy.sh prod --dry-run', 0), /make no backup: Postgres is not part/)
  })

  test('a version with a migration comes, and one that takes something away is refused', {
    timeout: 6 * minute,
  }, async (t) => {
    const migration = (name: string, text: string) => {
      const file = join(school.path, 'bot/migrations', `${name}.sql`)
      writeFileSync(file, `-- Up Migration\n${text};\n`)
      return file
    }
    migration('9001_more', 'create table more (id int)')
    assert.match(await run(t, 'deploy.sh prod', 0), /Migrations: 9001_more/)
    assert.equal(await postgres.sql('select count(*) from more'), '0')
    const taking = migration('9002_less', 'drop table more')
    assert.match(await run(t, 'deploy.sh prod', 7), /9002_less/)
    rmSync(taking)
    assert.equal(await postgres.sql('select count(*) from more'), '0')
  })

  test('with an authority that did not sign its certificate no new version comes, and the old one goes on', {
    timeout: 4 * minute,
  }, async (t) => {
    trust(postgres.stranger)
    const output = await run(t, 'deploy.sh prod', 7)
    assert.match(output, /does not say which migrations it has had: [^{}]*certificate[^{}]*$/m)
    assert.equal((await fetch(`${school.url}/healthz`)).status, 200)
    trust(postgres.authority)
    await run(t, 'deploy.sh prod', 0)
  })

  test('its backups are those of whoever runs it', { timeout: minute }, async (t) => {
    assert.match(await run(t, 'backup.sh', 4), /Postgres/)
    assert.match(readFileSync(join(school.path, '.deploys/history.jsonl'), 'utf8'), /9001_more/)
  })
})
