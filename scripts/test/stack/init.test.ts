import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { missingEngine } from './engine.ts'
import { type Installation, prepareInstallation } from './installation.ts'

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

describe('init_monitoring.sh on an empty machine', { skip: missingEngine() }, () => {
  let school: Installation
  let sent = 0

  before(async () => {
    school = await prepareInstallation()
  })
  after(() => school.remove(), { timeout: 90_000 })

  /** Runs it to its end; returns what it printed. */
  async function init(expected: number, ...args: string[]): Promise<string> {
    const run = school.init(...args)
    const code = await run.ended
    assert.equal(code, expected, run.output())
    for (const secret of school.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
    return run.output()
  }
  const containers = async () => {
    const ids = (await school.compose('ps', '--all', '--quiet')).split('\n').filter((id) => id !== '')
    if (ids.length === 0) return ''
    return school.docker('inspect', '--format', '{{.Name}} {{.State.StartedAt}}', ...ids)
  }
  const messages = async () =>
    (await school.chat.messages()).flatMap(({ text, fromBot }) => (fromBot && text ? [text] : []))
  const filesOf = (folder: string) =>
    execFileSync('bash', ['-c', 'find .env secrets backups -type f -printf "%p %m %T@\\n" | sort'], {
      cwd: folder,
      encoding: 'utf8',
    })

  test('everything that has an image becomes ready, and the bot is not started', {
    timeout: 280_000,
  }, async (t) => {
    const started = performance.now()
    const output = await init(0)
    t.diagnostic(`init_monitoring.sh took ${seconds(started)}`)
    for (const part of [
      'Settings',
      'Secrets',
      'Replicas',
      'First start',
      'Database',
      'Services',
      'Configuration',
      'Bot',
      'Alert bot',
      'Test alert',
      'Prometheus',
    ]) {
      assert.match(output, new RegExp(`^ +${part} +ready`, 'm'))
    }
    assert.match(
      output,
      /^All is ready\. The bot has not been started: \.\/scripts\/deploy\.sh prod starts it$/m,
    )
    assert.equal(statSync(join(school.path, '.env')).mode & 0o777, 0o600)
    assert.doesNotMatch(await containers(), /-(bot|nginx|migrate)-/)
  })

  test('the chat has got the test alert and no other', async () => {
    const told = await messages()
    sent = told.length
    assert.equal(sent, 1, told.join('\n'))
    assert.match(told[0] ?? '', /^🟡 Внимание: Это проверка, а не авария\n[^]*Делать ничего не нужно\./)
    const alerts = async () => (await fetch(`${school.prometheusUrl}/api/v1/alerts`)).text()
    const isQuiet = async () => !/"alertname":"(Bot(Down|ReplicaMissing)|TargetDown)"/.test(await alerts())
    await until('nothing is even pending', isQuiet, { withinMs: 45_000 })
  })

  test('then `docker compose up` brings the rest, all of it healthy', { timeout: 280_000 }, async (t) => {
    const started = performance.now()
    await school.compose('up', '--detach', '--wait', '--wait-timeout', '200', '--pull', 'never', '--build')
    t.diagnostic(`docker compose up took ${seconds(started)}`)
    assert.equal((await fetch(`${school.url}/healthz`)).status, 200)
    const ids = (await school.compose('ps', '--quiet')).split('\n').filter((id) => id !== '')
    const states = await school.docker(
      'inspect',
      '--format',
      '{{.Name}} {{with .State.Health}}{{.Status}}{{end}}',
      ...ids,
    )
    assert.doesNotMatch(states, /unhealthy|starting/)
    t.diagnostic(await school.docker('stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}', ...ids))
  })

  test('a second run changes nothing and sends nothing', { timeout: 120_000 }, async (t) => {
    // what came last is read for the first time up to 15 s after its start
    const down = `${school.prometheusUrl}/api/v1/query?query=up{job!="cadvisor"}==0`
    const isAllUp = async () => (await (await fetch(down)).text()).includes('"result":[]')
    await until('Prometheus has read from everything', isAllUp, { withinMs: 60_000 })
    const [before, files] = [await containers(), filesOf(school.path)]
    const started = performance.now()
    assert.match(await init(0), /^All is ready, nothing to do\.$/m)
    t.diagnostic(`the second run took ${seconds(started)}`)
    assert.equal(await containers(), before)
    assert.equal(filesOf(school.path), files)
    const told = await messages()
    assert.deepEqual(
      told.filter((text) => text.includes('Внимание: Это проверка')).length,
      1,
      'the test alert is not sent again',
    )
  })

  test('--check finds all ready', { timeout: 120_000 }, async (t) => {
    const started = performance.now()
    await init(0, '--check')
    t.diagnostic(`--check took ${seconds(started)}`)
  })

  test('killed while it changes a password and heals the database, it goes on the next time; who can read anew is not started again', {
    timeout: 280_000,
  }, async (t) => {
    const routes = join(school.path, 'nginx/templates/routes.inc.template')
    const templates = readFileSync(routes, 'utf8')
    const readers = /-(nginx|prometheus|alertmanager)-1 /
    const readersSince = async () => (await containers()).split('\n').filter((line) => readers.test(line))
    const since = await readersSince()
    const psql = (...args: string[]) =>
      school.compose('exec', '-T', 'postgres', 'psql', '-XAtq', '-U', 'postgres', ...args)
    await psql('-c', 'drop database glitchtip', '-c', 'drop role glitchtip')
    const old = school.secrets().at(-1) ?? ''
    const changed = `changed-${old}`
    school.setVariable('POSTGRES_PASSWORD', changed)
    writeFileSync(routes, `${readFileSync(routes, 'utf8')}not-a-directive;\n`)
    const looked = await init(6, '--check')
    assert.match(looked, /Secrets +missing +postgres_bot_password to be written/)
    assert.match(
      looked,
      /Configuration +FAILED +nginx goes on with its older files, put right .*"not-a-directive" in nginx\/templates\/routes\.inc\.template:\d+\n/,
    )
    const rule = '{ record: "school:one:sum", expr: vector(1) }'
    const rules = `groups: [{ name: of this school, rules: [${rule}] }]\n`
    writeFileSync(join(school.path, 'prometheus/rules/school.yml'), rules)
    appendFileSync(join(school.path, 'alertmanager/templates/telegram.tmpl'), '{{/* of this school */}}\n')
    // nginx goes on, and reads it as soon as it is right
    writeFileSync(routes, templates.replace(/return 404;(?=\s*\}\s*$)/, 'return 410;'))

    const killed = school.init()
    await killed.untilPrints(/Making users, databases and passwords/)
    killed.kill('SIGKILL')
    assert.equal(await killed.ended, null)

    const started = performance.now()
    const output = await init(0)
    t.diagnostic(`the run after the killed one took ${seconds(started)}`)
    assert.match(output, /Services +ready/)
    const login = (password: string) =>
      school
        .compose(
          ...['exec', '-T', '-e', `PGPASSWORD=${password}`, 'postgres', 'bash', '-c'],
          'psql -XAtqw -h "$(hostname -i)" -U schoolbot -d schoolbot -c "select 1"',
        )
        .then((text) => text.trim())
        .catch(() => 'refused')
    assert.equal(await login(changed), '1')
    assert.equal(await login(old), 'refused')
    assert.equal((await psql('-d', 'glitchtip', '-c', 'select current_database()')).trim(), 'glitchtip')
    assert.equal((await fetch(`${school.url}/healthz`)).status, 200)
    assert.equal((await fetch(`${school.url}/nothing`)).status, 410)
    const rulesNow = await (await fetch(`${school.prometheusUrl}/api/v1/rules`)).text()
    assert.match(rulesNow, /"name":"of this school"/)
    const rendered = ['exec', '-T', 'alertmanager', 'cat', '/tmp/alertmanager/templates/telegram.tmpl']
    assert.match(await school.compose(...rendered), /of this school/)
    assert.deepEqual(await readersSince(), since, 'who can read anew was started again')
  })

  test('secrets that moved are what every container has after the next run', {
    timeout: 280_000,
  }, async (t) => {
    const moved = `${school.path}/kept secrets`
    renameSync(join(school.path, 'secrets'), moved)
    school.setVariable('SECRETS_DIR', moved)
    assert.match(await init(6, '--check'), /Services +missing +running with older settings: .*bot/)
    const started = performance.now()
    await init(0)
    t.diagnostic(`the run after the move took ${seconds(started)}`)
    const ids = (await school.compose('ps', '--quiet')).split('\n').filter((id) => id !== '')
    const mounts = await school.docker(
      'inspect',
      '--format',
      '{{range .Mounts}}{{println .Source}}{{end}}',
      ...ids,
    )
    assert.ok(!mounts.includes(join(school.path, 'secrets/')), mounts)
    assert.ok(mounts.includes(`${moved}/telegram_token`), mounts)
    assert.equal((await fetch(`${school.url}/healthz`)).status, 200)
  })
})
