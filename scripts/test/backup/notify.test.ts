import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { backupTexts } from '../../lib/backup/backup-texts.ts'
import { notify, ping } from '../../lib/notices/notify.ts'
import { createFolderSetup } from '../init/folder-setup.ts'
import { openTelegramGroup } from '../init/telegram-group.ts'

const token = '1000000002:token-for-alerts'
const impatient = { tries: 3, pauseMs: 1 }
const sender = { host: 'school-1', environment: 'prod' }

interface Answer {
  status: number
  body?: object
}

interface Call {
  path: string
  body: URLSearchParams
}

/** A server that answers so, the last answer again and again, and what it was asked. */
async function startServer(
  ...answers: readonly Answer[]
): Promise<AsyncDisposable & { url: string; calls: Call[] }> {
  const calls: Call[] = []
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
    const said = answers[Math.min(calls.length, answers.length - 1)] ?? { status: 500 }
    calls.push({ path: request.url ?? '', body })
    response.writeHead(said.status).end(JSON.stringify(said.body ?? {}))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    calls,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const telegramEnv = (url: string, more: Record<string, string> = {}) => ({
  ...{ TELEGRAM_BOT_TOKEN: token, TELEGRAM_CHAT_ID: '-100200', ALERT_TELEGRAM_API_ROOT: url },
  ...more,
})
const ok = { status: 200, body: { ok: true, result: {} } }

test('what is told arrives in the chat of the alerts, in Russian', async () => {
  const telegram = await openTelegramGroup(token)
  try {
    const env = telegramEnv(telegram.url, { TELEGRAM_CHAT_ID: String(telegram.group.id) })
    using installation = createFolderSetup({ env })
    const text = backupTexts.done(sender, {
      ...{ name: 'schoolbot_20261129_230000Z', bytes: 12_345_678, seconds: 75, offSite: true, deleted: 2 },
    })
    assert.equal(await notify(installation.setup, { kind: 'done', text }), undefined)
    const message = (await telegram.group.messages()).at(-1)
    assert.equal(
      message?.text,
      'Резервная копия готова\nschoolbot_20261129_230000Z, 12 МБ, за 1 мин 15 с\nВторая копия вне сервера сделана\nУдалено устаревших копий: 2\nСервер: school-1 (prod)',
    )
  } finally {
    await telegram.close()
  }
})

test('what went well comes without a sound, and what failed aloud', async () => {
  await using server = await startServer(ok)
  using installation = createFolderSetup({ env: telegramEnv(server.url) })
  await notify(installation.setup, { kind: 'done', text: 'a' })
  await notify(installation.setup, { kind: 'failed', text: 'b' })
  assert.deepEqual(
    server.calls.map(({ body }) => [body.get('chat_id'), body.get('text'), body.get('disable_notification')]),
    [
      ['-100200', 'a', 'true'],
      ['-100200', 'b', 'false'],
    ],
  )
})

test('NOTIFY_TELEGRAM says what is told', async () => {
  const told = async (NOTIFY_TELEGRAM: string) => {
    await using server = await startServer(ok)
    using installation = createFolderSetup({ env: telegramEnv(server.url, { NOTIFY_TELEGRAM }) })
    for (const kind of ['done', 'failed'] as const) {
      assert.equal(await notify(installation.setup, { kind, text: kind }), undefined)
    }
    return server.calls.map(({ body }) => body.get('text'))
  }
  assert.deepEqual(await told('true'), ['done', 'failed'])
  assert.deepEqual(await told(''), ['done', 'failed'])
  assert.deepEqual(await told('failures'), ['failed'])
  assert.deepEqual(await told('false'), [])
})

test('no secret is in what is told, and a long reason is cut', async () => {
  await using server = await startServer(ok)
  const env = telegramEnv(server.url, { BACKUP_RESTIC_PASSWORD: 'correct horse' })
  using installation = createFolderSetup({ env })
  const reason = `restic: correct horse ${token} ${'x'.repeat(5000)}`
  await notify(installation.setup, { kind: 'failed', text: backupTexts.failed(sender, reason) })
  const text = server.calls[0]?.body.get('text') ?? ''
  assert.match(text, /^Резервная копия НЕ сделана\nПричина: restic: <secret> <secret> x/)
  assert.ok(text.length <= 4096)
})

test('a Telegram that fails for a moment is asked again, one that refuses is not', async () => {
  const tries = async (...answers: Answer[]) => {
    await using server = await startServer(...answers)
    using installation = createFolderSetup({ env: telegramEnv(server.url) })
    const warning = await notify(installation.setup, { kind: 'failed', text: 'a' }, impatient)
    return [server.calls.length, warning]
  }
  assert.deepEqual(await tries({ status: 502 }, { status: 429, body: { ok: false } }, ok), [3, undefined])
  assert.deepEqual(await tries({ status: 502, body: { ok: false, description: 'Bad Gateway' } }), [
    3,
    'Telegram was not told: Bad Gateway',
  ])
  const refusal = { ok: false, description: 'Forbidden: bot was kicked' }
  assert.deepEqual(await tries({ status: 403, body: refusal }), [
    1,
    'Telegram was not told: Forbidden: bot was kicked',
  ])
  const moved = { ok: false, description: 'x', parameters: { migrate_to_chat_id: -100300 } }
  assert.deepEqual(await tries({ status: 400, body: moved }), [
    1,
    'Telegram was not told: the group has become a supergroup: set TELEGRAM_CHAT_ID=-100300 in .env',
  ])
})

test('a Telegram that cannot be reached is a warning without the token', async () => {
  const warningOf = async (env: Record<string, string>) => {
    using installation = createFolderSetup({ env })
    const warning = await notify(installation.setup, { kind: 'failed', text: 'a' }, { tries: 1, pauseMs: 1 })
    assert.ok(warning !== undefined && !warning.includes(token), warning)
    return warning
  }
  assert.match(await warningOf(telegramEnv('http://127.0.0.1:9')), /^Telegram was not told: .*/)
  assert.match(await warningOf(telegramEnv('http://bot-api.invalid:8081')), /only in containers$/)
  assert.match(await warningOf(telegramEnv('no address')), /^Telegram was not told: /)
  assert.match(await warningOf({}), /TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID are empty/)
})

test('the dead man is called as healthchecks.io has it', async () => {
  await using server = await startServer({ status: 200 })
  const env = { BACKUP_PING_URL: `${server.url}/8c1f9a7e/?rid=1` }
  using installation = createFolderSetup({ env })
  for (const moment of ['start', 'ok', 'fail'] as const) {
    assert.equal(await ping(installation.setup, moment), undefined)
  }
  assert.deepEqual(
    server.calls.map(({ path }) => path),
    ['/8c1f9a7e/start?rid=1', '/8c1f9a7e/?rid=1', '/8c1f9a7e/fail?rid=1'],
  )
})

test('a dead man that does not answer is called again, and then a warning without the address', async () => {
  const pinged = async (url: string) => {
    using installation = createFolderSetup({ env: url === '' ? {} : { BACKUP_PING_URL: url } })
    return await ping(installation.setup, 'fail', impatient)
  }
  await using recovers = await startServer({ status: 503 }, { status: 503 }, { status: 200 })
  assert.equal(await pinged(`${recovers.url}/8c1f9a7e`), undefined)
  assert.equal(recovers.calls.length, 3)
  await using gone = await startServer({ status: 404 })
  assert.equal(await pinged(`${gone.url}/8c1f9a7e`), 'BACKUP_PING_URL was not told: it answered 404')
  const unreachable = await pinged('http://127.0.0.1:9/8c1f9a7e-uuid')
  assert.match(unreachable ?? '', /^BACKUP_PING_URL was not told: /)
  assert.doesNotMatch(unreachable ?? '', /8c1f9a7e/)
  assert.equal(await pinged('nonsense'), 'BACKUP_PING_URL is no address: nobody was told')
  assert.equal(await pinged(''), undefined)
})

test('each message is Russian, names the server, and a failure says what to read', () => {
  const name = 'schoolbot_20261129_230000Z'
  const all = [
    backupTexts.failed(sender, 'reason'),
    backupTexts.offSiteFailed(sender, name, 'reason'),
    backupTexts.notVerified(sender, name, 'reason'),
  ]
  for (const text of all) assert.match(text, /Причина: reason\n[^]*docs\/ru\/runbooks\/\w+\.md\n/)
  for (const text of [...all, backupTexts.verified(sender, name, 3)]) {
    assert.match(text, /^[А-Я][а-я]+/)
    assert.match(text, /\nСервер: school-1 \(prod\)$/)
  }
})
