import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

let school: School
before(async () => {
  school = await startSchool({ mode: 'webhook' })
})
after(() => school[Symbol.asyncDispose]())

/** Connections that say this much and nothing more, until they are disposed. */
async function strangers(count: number, says = ''): Promise<Disposable & { held: () => number }> {
  const { hostname, port } = new URL(school.http())
  const sockets: Socket[] = []
  for (let index = 0; index < count; index++) {
    const socket = connect({ host: hostname, port: Number(port) })
    socket.on('error', () => {}).resume()
    await once(socket, 'connect')
    if (says !== '') socket.write(says)
    sockets.push(socket)
  }
  return {
    held: () => sockets.filter(({ destroyed }) => !destroyed).length,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

test('a header that does not end is given up after some seconds', async () => {
  using slow = await strangers(50, 'GET /healthz HTTP/1.1\r\nHost: school.test\r\nX-Long: a')
  assert.equal((await fetch(`${school.http()}/livez`)).status, 200)
  await until('all are sent away', () => slow.held() === 0, { withinMs: 15_000 })
})

test('a body without end is not read of who has no secret', async () => {
  const { hostname, port } = new URL(school.http())
  const socket = connect({ host: hostname, port: Number(port) }).on('error', () => {})
  const post = 'POST /telegram/webhook HTTP/1.1\r\nHost: school.test\r\nContent-Type: application/json\r\n'
  socket.write(`${post}Transfer-Encoding: chunked\r\n\r\n4000\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  assert.match(answer.toString(), /^HTTP\/1\.1 401 /)
  socket.destroy()
})

test('no more connections are kept than there is memory for, and those that are there are answered', async () => {
  // its connection stays for the next question
  assert.equal(await (await fetch(`${school.http()}/livez`)).text(), '{"status":"ok"}')
  using idle = await strangers(1_200)
  await until('those above the limit are sent away', () => idle.held() <= 1_000)
  assert.ok(idle.held() > 900, `${idle.held()} are kept`)
})
