import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { connectSandbox } from '../src/driver.ts'
import { startSandbox } from '../src/sandbox.ts'
import { openSandbox, token } from './sandbox-fixture.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 10))

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...env } })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  return { child, output: () => output }
}

async function status(
  url: string,
  headers: Record<string, string>,
  path = '/control/state',
): Promise<number | undefined> {
  const sent = request(`${url}${path}`, { headers }).end()
  const [response] = await once(sent, 'response')
  response.resume()
  return response.statusCode
}

test('a restarted sandbox finds its people, chats, files and pending updates again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  try {
    const state = join(folder, 'state.json')
    const first = await openSandbox(state)
    const maria = await first.driver.person({ firstName: 'Мария' })
    await maria.send('/start')
    const photo = await maria.sendPhoto({ caption: 'кран' })
    await first.call('setMyCommands', { commands: [{ command: 'new', description: 'Заявка' }] })
    await first[Symbol.asyncDispose]()
    await using second = await openSandbox(state)
    const again = await second.driver.existingPerson(maria.id)
    assert.deepEqual(
      (await again.messages()).map(({ text, caption }) => text ?? caption),
      ['/start', 'кран'],
    )
    assert.equal((await second.driver.pendingUpdates()).length, 2)
    assert.equal((await again.chat()).commands.length, 1)
    const bytes = await fetch(`${second.url}${photo.media?.url}`)
    assert.equal((await bytes.bytes()).length, photo.media?.size)
    const { messageId } = await again.send('снова')
    assert.equal(messageId, 3)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('after a crash no update id or message id is given out twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  try {
    const state = join(folder, 'state.json')
    const { child, output } = run({ SANDBOX_PORT: '0', SANDBOX_STATE: state })
    while (!output().includes('http://')) await once(child.stdout, 'data')
    const url = /http:\/\/[\d.:]+/.exec(output())?.[0] ?? ''
    const crashing = connectSandbox(url)
    const maria = await crashing.person({ firstName: 'Мария' })
    await maria.send('раз')
    while (!(await readFile(state, 'utf8').catch(() => '')).includes('раз')) await nextTurn()
    const lost = await maria.send('два')
    const made = (await crashing.updateHistory()).map((update) => update.update_id)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await using second = await openSandbox(state)
    const again = await second.driver.existingPerson(maria.id)
    const { messageId } = await again.send('три')
    assert.ok(messageId > lost.messageId)
    const newest = (await second.driver.updateHistory()).at(-1)
    assert.ok(Number(newest?.update_id) > Math.max(...made))
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a state file of something else is refused in one line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  try {
    const state = join(folder, 'notes.txt')
    await writeFile(state, 'не трогать')
    const { child, output } = run({ SANDBOX_PORT: '0', SANDBOX_STATE: state })
    assert.deepEqual(await once(child, 'close'), [1, null])
    assert.match(output(), /^sandbox: .*holds no sandbox state: remove it or name another file\n$/)
    assert.equal(await readFile(state, 'utf8'), 'не трогать')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('only loopback hosts and pages may use the control API', async () => {
  await using box = await openSandbox()
  assert.equal(await status(box.url, { host: 'localhost:8081' }), 200)
  assert.equal(await status(box.url, { host: 'school.example.com' }), 403, 'a rebound name')
  assert.equal(await status(box.url, { origin: 'https://evil.example.com' }), 403, 'a page of another site')
  assert.equal(await status(box.url, { origin: 'null' }), 403, 'a sandboxed frame')
  assert.equal(await status(box.url, { origin: box.url }), 200)
})

test('pages of other sites reach no bot through a browser, even with its token', async () => {
  await using box = await openSandbox()
  const ask = (headers: Record<string, string>) => status(box.url, headers, `/bot${token}/getMe`)
  assert.equal(await ask({}), 200)
  assert.equal(await ask({ host: 'localhost:8081' }), 200)
  assert.equal(await ask({ origin: box.url }), 200, 'the chat page')
  assert.equal(await ask({ host: 'school.example.com' }), 403, 'a rebound name')
  assert.equal(await ask({ host: 'sandbox:8081' }), 403, 'a name that nobody gave it')
  assert.equal(await ask({ host: '127.0.0.1.example.com' }), 403)
  assert.equal(await ask({ origin: 'https://evil.example.com' }), 403, 'a page that writes')
  assert.equal(await ask({ origin: 'http://localhost.evil.example.com' }), 403)
  assert.equal(await ask({ origin: 'null' }), 403, 'a sandboxed frame')
  assert.equal(await ask({ 'sec-fetch-site': 'cross-site' }), 403, 'an address loaded as a picture')
  const file = `/file/bot${token}/photos/1.jpg`
  assert.equal(await status(box.url, { host: 'school.example.com' }, file), 403)
  assert.equal(await status(box.url, { 'sec-fetch-site': 'cross-site' }), 403, 'the control API too')
})

test('bots find it by the names that it was given and by addresses, and its control API by none of them', async () => {
  const sandbox = await startSandbox({ port: 0, tokens: [token], names: ['sandbox'] })
  try {
    const host = 'sandbox:8081'
    assert.equal(await status(sandbox.url, { host }, `/bot${token}/getMe`), 200)
    assert.equal(
      await status(sandbox.url, { host, origin: 'http://sandbox:8081' }, `/bot${token}/getMe`),
      403,
    )
    assert.equal(await status(sandbox.url, { host: '172.17.0.1:8081' }, `/bot${token}/getMe`), 200)
    assert.equal(await status(sandbox.url, { host }), 403)
    assert.equal(await status(sandbox.url, { host: '172.17.0.1:8081' }), 403)
  } finally {
    await sandbox.close()
  }
})

test('events tell the page of new messages, calls and answers', async () => {
  await using box = await openSandbox()
  const stop = new AbortController()
  const response = await fetch(`${box.url}/control/events`, { signal: stop.signal })
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('привет')
  await box.call('getMe')
  let seen = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen += chunk
    if (seen.includes('event: call')) break
  }
  stop.abort()
  const names = [...seen.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)
  assert.deepEqual(names, ['hello', 'person', 'message', 'call'])
  assert.match(seen, /"text":"привет"/)
})

test('reset empties the world and keeps the bot', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  await box.driver.reset()
  const { people, chats, bots } = await box.driver.state()
  assert.deepEqual([people, chats, bots.length], [[], [], 1])
  assert.deepEqual(await box.driver.pendingUpdates(), [])
})

test('the process starts, says where, and stops cleanly', async () => {
  const { child, output } = run({ SANDBOX_PORT: '0', SANDBOX_STATE: '' })
  await once(child.stdout, 'data')
  assert.match(output(), /http:\/\/127\.0\.0\.1:\d+/)
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])
})

test('a busy port and wrong variables get one clear line', async () => {
  await using box = await openSandbox()
  const cases: [Record<string, string>, RegExp][] = [
    [
      { SANDBOX_PORT: new URL(box.url).port },
      /^sandbox: port \d+ is busy: choose another with SANDBOX_PORT\n$/,
    ],
    [{ SANDBOX_PORT: 'восемь' }, /^sandbox: SANDBOX_PORT must be a port number\n$/],
    [{ SANDBOX_TOKEN: 'nonsense' }, /^sandbox: SANDBOX_TOKEN must be bot tokens .*\n$/],
  ]
  for (const [env, words] of cases) {
    const { child, output } = run(env)
    assert.deepEqual(await once(child, 'close'), [1, null])
    assert.match(output(), words)
  }
})
