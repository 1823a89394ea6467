import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { postgresFolder } from '../lib/demo/demo-processes.ts'
import { removeEmbeddedPostgres } from '../lib/postgres/embedded-postgres.ts'
import { type CopiedCheckout, copyCheckout } from './copied-checkout.ts'
import { runToEnd } from './run-script.ts'

const ANY_PORTS = { HTTP_PORT: '0', SANDBOX_PORT: '0' }
let checkout: CopiedCheckout

before(() => {
  checkout = copyCheckout({ withPackages: true })
})

after(async () => {
  await removeEmbeddedPostgres(postgresFolder(join(checkout.path, '.data', 'telegram')), () => undefined)
  await checkout[Symbol.asyncDispose]()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('a token that Telegram refuses is said in words', async () => {
  const elsewhere = createServer((socket) => {
    const body = '{"ok":false,"error_code":401,"description":"Unauthorized"}'
    const head = `HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`
    socket.on('data', () => socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`))
    socket.on('error', () => undefined)
  })
  const { code, output } = await runToEnd([checkout.script('demo.sh')], {
    ...ANY_PORTS,
    TELEGRAM_TOKEN: '1000000002:not-known-to-telegram',
    TELEGRAM_API_ROOT: `http://127.0.0.1:${await listen(elsewhere)}`,
    ADMIN_TELEGRAM_IDS: '5',
  })
  elsewhere.close()
  assert.equal(code, 1)
  assert.match(output, /fatal: Telegram refuses TELEGRAM_TOKEN/)
  assert.doesNotMatch(output, /not-known-to-telegram/)
})

test('a busy port is one line and exit code 4', async () => {
  const holder = createServer()
  const port = await listen(holder)
  const refused = await runToEnd([checkout.script('demo.sh')], { ...ANY_PORTS, HTTP_PORT: String(port) })
  holder.close()
  assert.deepEqual(refused, {
    code: 4,
    output: `demo.sh: port ${port} is taken: stop what listens there, or set HTTP_PORT to another port\n`,
  })
})

const wrong: [title: string, env: Record<string, string>, args: string[], line: RegExp][] = [
  ['a port that is none', { HTTP_PORT: 'eighty' }, [], /HTTP_PORT must be a number from 0 to 65535/],
  ['a wrong variable of the bot', { ...ANY_PORTS, LOG_LEVEL: 'loud' }, [], /LOG_LEVEL /],
  [
    'a token without an admin',
    { TELEGRAM_TOKEN: '123456:secret-token' },
    [],
    /ADMIN_TELEGRAM_IDS is missing/,
  ],
  [
    'a token that is none',
    { ...ANY_PORTS, TELEGRAM_TOKEN: 'secret', ADMIN_TELEGRAM_IDS: '1' },
    [],
    /TELEGRAM_TOKEN must look like/,
  ],
  ['an unknown argument', {}, ['--rest'], /unknown argument --rest \(see --help\)/],
]
for (const [title, env, args, line] of wrong) {
  test(`${title} is one line, without the value of a secret, and exit code 2`, async () => {
    const { code, output } = await runToEnd([checkout.script('demo.sh'), ...args], env)
    assert.equal(code, 2)
    assert.match(output, line)
    assert.equal(output.trimEnd().split('\n').length, 1)
    assert.doesNotMatch(output, /secret/)
  })
}

test('a reset that nobody can be asked about needs --yes', async () => {
  const { code, output } = await runToEnd([checkout.script('demo.sh'), '--reset'], ANY_PORTS)
  assert.deepEqual(
    { code, output },
    { code: 2, output: 'demo.sh: --reset needs --yes when nobody can be asked\n' },
  )
})
