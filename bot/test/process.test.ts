import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { spawnBot } from './bot-process.ts'
import { freePort, startSchool } from './school.ts'
import { until } from './until.ts'

test('a wrong configuration ends with 2 and names every variable, never a value', async () => {
  await using bot = spawnBot({
    TELEGRAM_TOKEN: 'sekret',
    HTTP_PORT: 'eighty',
    DATABASE_URL: 'mysql://u:hush@h/db',
    TELEGRAM_MODE: 'push',
  })
  assert.equal(await bot.ended, 2)
  const output = bot.lines.join('\n')
  for (const name of ['TELEGRAM_TOKEN', 'HTTP_PORT', 'DATABASE_URL', 'TELEGRAM_MODE'])
    assert.match(output, new RegExp(name))
  assert.doesNotMatch(output, /sekret|eighty|hush/)
})

test('it becomes ready, and stops on SIGTERM with 0 within five seconds', async () => {
  await using school = await startSchool()
  await school.stop()
  const started = performance.now()
  await using bot = spawnBot(school.env)
  await bot.ready()
  const startMs = performance.now() - started
  const { code, ms } = await bot.end('SIGTERM')
  assert.equal(code, 0, bot.lines.join('\n'))
  // the guarantee is 2 s on a warm machine; a test may run on a slow one, so it only refuses what is far off
  assert.ok(startMs < 6_000, `started in ${startMs} ms`)
  assert.ok(ms < 5_000, `stopped in ${ms} ms`)
})

test('a token that Telegram refuses ends the process with a clear line', async () => {
  await using school = await startSchool()
  await school.stop()
  await using bot = spawnBot({ ...school.env, TELEGRAM_TOKEN: '999:wrong_wrong_wrong' })
  assert.equal(await bot.ended, 1)
  assert.match(bot.lines.join('\n'), /Telegram refuses TELEGRAM_TOKEN/)
  assert.doesNotMatch(bot.lines.join('\n'), /wrong_wrong/)
})

test('a taken port ends the process with a clear line', async () => {
  await using school = await startSchool()
  await school.stop()
  const other = createServer().listen(Number(school.env['HTTP_PORT']), '127.0.0.1')
  await using bot = spawnBot(school.env)
  assert.equal(await bot.ended, 1)
  assert.match(bot.lines.join('\n'), /HTTP_PORT is taken/)
  other.close()
})

test('a database without tables ends the process with the command that makes them', async () => {
  await using school = await startSchool()
  await school.stop()
  const empty = new URL(school.databaseUrl)
  empty.pathname = '/postgres'
  await using bot = spawnBot({ ...school.env, DATABASE_URL: empty.href })
  assert.equal(await bot.ended, 1)
  assert.match(bot.lines.join('\n'), /main\.ts migrate/)
})

test('with Telegram away at the start it waits, says so in health, and goes on when Telegram is back', async () => {
  await using school = await startSchool()
  await school.stop()
  const fault = await school.sandbox.fault({ method: 'getMe', times: 1000, status: 502 })
  await using bot = spawnBot(school.env)
  const health = await until('health', async () => {
    const answer = await fetch(`${school.http()}/healthz`).catch(() => undefined)
    return (
      answer && {
        status: answer.status,
        body: (await answer.json()) as { checks: { telegram: { status: string } } },
      }
    )
  })
  assert.notEqual(health.body.checks.telegram.status, 'ok')
  assert.equal((await fetch(`${school.http()}/readyz`)).status, 503)
  await fault.remove()
  await bot.ready()
  assert.equal((await fetch(`${school.http()}/readyz`)).status, 200)
})

test('two pollers on one token: one leads, the other takes over within 10 s of its death, nothing is handled twice', async () => {
  await using school = await startSchool()
  await school.stop()
  const ports = [await freePort(), await freePort()]
  const env = (i: number) => ({ ...school.env, HTTP_PORT: String(ports[i]), BOT_INSTANCE_ID: `replica-${i}` })
  await using first = spawnBot(env(0))
  await first.ready()
  await leads(ports[0])
  await using second = spawnBot(env(1))
  await second.ready()
  const anna = await school.stranger('Анна')
  await until('the second stands by', async () => {
    const health = (await (await fetch(`http://127.0.0.1:${ports[1]}/healthz`)).json()) as {
      status: string
      checks: { telegram: { detail?: string } }
    }
    return health.checks.telegram.detail === 'standby' && health.status === 'ok'
  })

  const killed = performance.now()
  await first.end('SIGKILL')
  await anna.start()
  await leads(ports[1])
  assert.ok(performance.now() - killed < 10_000)
  await anna.waitFor(() => true)
})

async function leads(port: number | undefined): Promise<void> {
  await until('the replica polls', async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    return /^schoolbot_intake_leader 1$/m.test(metrics)
  })
}

test('another poller on the token is waited for, and health says so', async () => {
  await using school = await startSchool()
  const stranger = new AbortController()
  const url = `${school.env['TELEGRAM_API_ROOT']}/bot${school.env['TELEGRAM_TOKEN']}/getUpdates?timeout=30`
  const rival = (async () => {
    while (!stranger.signal.aborted)
      await fetch(url, { signal: stranger.signal })
        .then((r) => r.text())
        .catch(() => undefined)
  })()
  await until('health names the conflict', async () => {
    const answer = await fetch(`${school.http()}/healthz`)
    return answer.status === 503 && (await answer.text()).includes('another poller')
  })
  stranger.abort()
  await rival
  await until('health is well again', async () => (await fetch(`${school.http()}/healthz`)).status === 200, {
    withinMs: 30_000,
  })
})
