import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type TestContext, test } from 'node:test'
import { calledHost, postCanary } from '../../lib/deploy/post-canary.ts'

/** What a bot, or what stands before it, answers; and what it was asked. */
async function answering(t: TestContext, status: number, body: unknown) {
  const asked: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, answer) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    request.on('end', () => {
      asked.push({ path: request.url, headers: request.headers, body: text })
      answer.writeHead(status).end(JSON.stringify(body))
    })
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return { asked, send: () => postCanary('nginx of node1', { url, host: 'bot.school.example', secret: 's' }) }
}

test('a canary comes as an update of Telegram, under the name that Telegram calls', async (t) => {
  const { asked, send } = await answering(t, 200, { arrived: true })
  await send()
  const [{ path, headers, body } = { path: '', headers: {}, body: '{}' }] = asked
  assert.equal(path, '/telegram/webhook')
  assert.deepEqual([headers.host, headers['x-telegram-bot-api-secret-token']], ['bot.school.example', 's'])
  const update: { update_id: number; schoolbot_canary: unknown } = JSON.parse(body)
  assert.ok(update.update_id > 2 ** 40)
  assert.deepEqual(update.schoolbot_canary, {})
})

test('one that gets stuck says where', async (t) => {
  const { send } = await answering(t, 503, { arrived: false, fault: 'no worker delivered it in time' })
  await assert.rejects(
    send(),
    /has not come through nginx of node1: it answered 503 \(no worker delivered it in time\)/,
  )
})

test('what is no bot is no way for a canary', async (t) => {
  await assert.rejects(
    (await answering(t, 404, {})).send(),
    /has not come through nginx of node1: it answered 404$/,
  )
  const nobody = { url: 'http://127.0.0.1:1', host: 'localhost', secret: '' }
  await assert.rejects(postCanary('bot.1', nobody), /has not come through bot\.1: .*ECONNREFUSED/)
})

test('Telegram calls by the name of WEBHOOK_URL', () => {
  assert.equal(calledHost('https://bot.school.example:8443/x'), 'bot.school.example:8443')
  assert.equal(calledHost(undefined), 'localhost')
})
