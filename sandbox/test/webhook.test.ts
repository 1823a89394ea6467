import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { test } from 'node:test'
import { type Fixture, openSandbox } from './sandbox-fixture.ts'

type Delivery = {
  id: number
  secret: string | undefined
  text: string | undefined
  answer(status: number, body?: string): void
}

/** A webhook that keeps every delivery open until the test answers it, unless `status` says how to. */
async function openHook(status?: (delivery: Omit<Delivery, 'answer'>) => number) {
  const deliveries: Delivery[] = []
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const update = Object(JSON.parse(await bodyOf(request)))
    const seen = {
      id: update.update_id,
      secret: String(request.headers['x-telegram-bot-api-secret-token']),
      text: update.message?.text ?? update.callback_query?.data,
    }
    const answer = (code: number, body = '') => void response.writeHead(code).end(body)
    deliveries.push({ ...seen, answer })
    if (status) answer(status(seen))
  }
  const server = createServer((request, response) => void receive(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}/hook`,
    deliveries,
    /** Waits for the n-th delivery, counted from 0. */
    async at(index: number): Promise<Delivery> {
      for (;;) {
        const found = deliveries[index]
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

const untilIdle = (box: Fixture) => box.driver.waitUntilIdle(5000)

test('updates are posted with the secret, once each, and 2xx ends them', async () => {
  await using box = await openSandbox()
  await using hook = await openHook(() => 204)
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('до вебхука')
  assert.ok((await box.call('setWebhook', { url: hook.url, secret_token: 's-1' })).ok)
  await maria.send('после')
  await untilIdle(box)
  assert.deepEqual(
    hook.deliveries.map(({ text, secret }) => [text, secret]),
    [
      ['до вебхука', 's-1'],
      ['после', 's-1'],
    ],
  )
})

test('one chat keeps its order while another does not wait, and presses go beside messages', async () => {
  await using box = await openSandbox()
  await using hook = await openHook()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const ivan = await box.driver.person({ firstName: 'Иван' })
  await box.call('setWebhook', { url: hook.url })
  await maria.send('м1')
  const first = await hook.at(0)
  const reply_markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'да' }]] }
  await box.call('sendMessage', { chat_id: maria.id, text: 'Точно?', reply_markup })
  await maria.send('м2')
  await ivan.send('и1')
  await maria.press('Да')
  const beside = [await hook.at(1), await hook.at(2)].map(({ text }) => text)
  assert.deepEqual(new Set(beside), new Set(['да', 'и1']), 'м2 waits for м1 alone')
  first.answer(200)
  assert.equal((await hook.at(3)).text, 'м2')
})

test('a failing update is tried again, blocks only its own chat, and the failure is told', async () => {
  await using box = await openSandbox()
  let failures = 3
  await using hook = await openHook(({ text }) => (text === 'яд' && failures-- > 0 ? 503 : 200))
  await box.driver.settings({ retryScale: 0.01 })
  const maria = await box.driver.person({ firstName: 'Мария' })
  const ivan = await box.driver.person({ firstName: 'Иван' })
  await box.call('setWebhook', { url: hook.url })
  await maria.send('яд')
  await maria.send('после яда')
  await ivan.send('и1')
  await untilIdle(box)
  const texts = hook.deliveries.map(({ text }) => text)
  assert.equal(texts.filter((text) => text === 'яд').length, 4)
  assert.equal(texts.at(-1), 'после яда')
  assert.ok(texts.indexOf('и1') < texts.lastIndexOf('яд'))
  const info = (await box.call('getWebhookInfo')).result
  assert.equal(info['last_error_message'], 'Wrong response from the webhook: 503 Service Unavailable')
  assert.equal(info['pending_update_count'], 0)
  const { delivered, repeated } = await box.driver.deliveries()
  assert.deepEqual({ delivered, repeated }, { delivered: 3, repeated: 3 })
})

test('no more than max_connections deliveries are open at once', async () => {
  await using box = await openSandbox()
  await using hook = await openHook()
  await box.call('setWebhook', { url: hook.url, max_connections: 2 })
  const people = await Promise.all([1, 2, 3].map((number) => box.driver.person({ firstName: `П${number}` })))
  for (const person of people) await person.send('привет')
  const open = [await hook.at(0), await hook.at(1)]
  assert.equal(hook.deliveries.length, 2)
  open[0]?.answer(200)
  await hook.at(2)
})

test('a webhook that is away gets its updates when it is back', async () => {
  await using box = await openSandbox()
  const gone = await openHook(() => 200)
  const { url } = gone
  await gone[Symbol.asyncDispose]()
  await box.driver.settings({ retryScale: 0.01 })
  const maria = await box.driver.person({ firstName: 'Мария' })
  await box.call('setWebhook', { url })
  await maria.send('важно')
  for (;;) {
    const info = (await box.call('getWebhookInfo')).result
    if (info['last_error_message'] === 'Connection refused') break
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await using back = await openHook(() => 200)
  await box.call('setWebhook', { url: back.url })
  assert.equal((await back.at(0)).text, 'важно')
  await untilIdle(box)
})

test('the same update can be delivered twice at once', async () => {
  await using box = await openSandbox()
  await using hook = await openHook()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await box.call('setWebhook', { url: hook.url })
  await maria.send('дважды')
  const { id, answer } = await hook.at(0)
  answer(200)
  await box.driver.redeliver(id, { copies: 2 })
  const copies = [await hook.at(1), await hook.at(2)]
  assert.deepEqual(
    copies.map((delivery) => delivery.id),
    [id, id],
  )
  for (const copy of copies) copy.answer(200)
  await untilIdle(box)
})

test('a method in the answer to a webhook is carried out', async () => {
  await using box = await openSandbox()
  await using hook = await openHook()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await box.call('setWebhook', { url: hook.url })
  await maria.send('привет')
  const delivery = await hook.at(0)
  delivery.answer(200, JSON.stringify({ method: 'sendMessage', chat_id: maria.id, text: 'и вам' }))
  await maria.waitFor((message) => message.text === 'и вам')
})

test('webhooks are checked, dropped on request and kept to this machine', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('старое')
  const refusal = async (params: object) => (await box.call('setWebhook', params)).description
  assert.equal(await refusal({ url: 'не адрес' }), 'Bad Request: invalid webhook URL specified')
  assert.match(await refusal({ url: 'https://example.com/hook' }), /loopback addresses only/)
  const url = 'http://127.0.0.1:9/hook'
  assert.equal(
    await refusal({ url, secret_token: 'с пробелом' }),
    'Bad Request: secret token contains unallowed characters',
  )
  assert.equal(await refusal({ url, secret_token: 'a'.repeat(257) }), 'Bad Request: secret token is too long')
  await box.call('deleteWebhook', { drop_pending_updates: true })
  assert.deepEqual(await box.driver.pendingUpdates(), [])
})
