import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { spawnBot } from './bot-process.ts'
import { delayCanaries, figuresOf, rowsAtRest, rowsOf, sendByWebhook, sendCanary } from './canaries.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

const id = 2 ** 40 + 17

for (const mode of ['polling', 'webhook'] as const) {
  test(`${mode}: a canary arrives, and nothing of it is left in tables, figures or chats`, async () => {
    await using school = await startSchool({ mode })
    const anna = await school.person('Анна', 'staff')
    await school.sandbox.waitUntilIdle()
    const rows = await rowsAtRest(school.db)
    // polling goes on, and says so
    const isCounted = (line: string) => mode === 'webhook' || !line.includes('intake_last_success')
    const figures = (await figuresOf(school.http())).filter(isCounted)
    const messages = (await anna.messages()).length

    const { status, report } = await sendCanary(school.http())
    assert.equal(status, 200)
    assert.deepEqual(
      { ...report, ms: 0 },
      {
        arrived: true,
        ms: 0,
        intake: { mode, role: 'leader', status: 'ok', detail: mode },
      },
    )
    if (mode === 'webhook') assert.equal((await sendByWebhook(school, id)).status, 200)
    assert.deepEqual(await rowsAtRest(school.db), rows)
    assert.deepEqual((await figuresOf(school.http())).filter(isCounted), figures)
    assert.equal((await anna.messages()).length, messages)
  })
}

test('the command says in one line that it arrived, and how the intake is', async () => {
  await using school = await startSchool()
  await using canary = spawnBot(school.env, ['canary'])
  assert.equal(await canary.ended, 0)
  assert.match(canary.lines.join('\n'), /^canary arrived in \d+ ms; polling, leader, well$/)
  await school.stop()
  await using alone = spawnBot(school.env, ['canary'])
  assert.equal(await alone.ended, 1)
  assert.match(alone.lines.join('\n'), /^canary failed: no bot answers on http:\/\/127\.0\.0\.1:\d+$/)
})

test('a canary that no worker delivers is answered 503, and cleared away', async () => {
  await using school = await startSchool({ mode: 'webhook' })
  const rows = await rowsAtRest(school.db)
  await delayCanaries(school.db, '1 hour')
  const answers = [sendByWebhook(school, id)]
  await until('it is claimed', async () => (await rowsOf(school.db))['claims'] === 1)
  answers.push(sendByWebhook(school, id))
  const [first, second] = await Promise.all(answers)
  assert.equal(first?.status, 503)
  assert.match(first?.report.fault ?? '', /no worker delivered it/)
  assert.equal(second?.status, 503, 'the same once more is no second canary')
  assert.match(second?.report.fault ?? '', /under way/)
  await using canary = spawnBot(school.env, ['canary'])
  assert.equal(await canary.ended, 1)
  assert.match(canary.lines.join('\n'), /^canary failed after \d+ ms: .*no worker delivered it/)
  assert.deepEqual(await rowsAtRest(school.db), rows)
})

test('a fault in the transaction is named without what the database quotes, and counts as no error of the bot', async () => {
  await using school = await startSchool()
  const rows = await rowsAtRest(school.db)
  await school.db.pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception using message = new::text; end $$`)
  await school.db.pool.query(
    `create trigger refuse before insert on outbox for each row execute function refuse()`,
  )
  const { status, report } = await sendCanary(school.http())
  assert.equal(status, 503)
  assert.equal(report.fault, 'a fault in a statement of its own: error P0001')
  assert.deepEqual(await rowsAtRest(school.db), rows)
  assert.ok((await figuresOf(school.http())).includes('bot_errors_total{source="http"} 0'))
})

test('only who asks from loopback has that path, and no proxy has it', async (t) => {
  await using school = await startSchool({ env: { HTTP_HOST: '::' } })
  const { port } = new URL(school.http())
  for (const host of ['127.0.0.1', '[::1]']) {
    assert.equal((await sendCanary(`http://${host}:${port}`)).status, 200, host)
  }
  const proxied = { 'x-forwarded-for': '203.0.113.9', 'content-type': 'text/html' }
  assert.equal((await sendCanary(`http://127.0.0.1:${port}`, proxied)).status, 404)
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  if (outside === undefined) return t.diagnostic('this machine has no address but loopback')
  assert.equal((await fetch(`http://${outside.address}:${port}/livez`)).status, 200)
  assert.equal((await sendCanary(`http://${outside.address}:${port}`)).status, 404)
})

test('what only looks like a canary is an update', async () => {
  await using school = await startSchool({ mode: 'webhook' })
  assert.deepEqual(await sendByWebhook(school, 4_711), { status: 200, report: {} })
  assert.equal((await rowsOf(school.db))['claims'], 1)
})
