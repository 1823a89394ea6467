import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSchool } from './school.ts'
import { startTcpProxy, throughProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

const simple = ['/health/simple', '/health/simple/']
const whole = ['/healthz', '/health', '/health/']

test('who watches from outside is answered under the usual names, by GET and by HEAD', async () => {
  const target = new URL(process.env['TEST_DATABASE_URL'] ?? '')
  await using proxy = await startTcpProxy({ host: target.hostname, port: Number(target.port) })
  await using school = await startSchool({ databaseProxy: (url) => throughProxy(url, proxy) })
  const get = async (path: string, method = 'GET') => {
    const answer = await fetch(`${school.http()}${path}`, { method })
    return { status: answer.status, text: await answer.text() }
  }
  await until('it has polled', async () => (await get('/health/simple/')).text === 'ok\n')
  for (const path of simple) assert.deepEqual(await get(path), { status: 200, text: 'ok\n' }, path)
  for (const path of whole) {
    const { status, text } = await get(path)
    assert.equal(status, 200, path)
    assert.match(text, /^\{"status":"ok","version":"test"/, path)
  }
  const root = await get('/')
  assert.equal(root.status, 200)
  assert.match(root.text, /^SchoolBot.*\/healthz\n$/)
  for (const path of [...simple, ...whole, '/'])
    assert.deepEqual(await get(path, 'HEAD'), { status: 200, text: '' }, path)

  proxy.cut()
  for (const path of simple) assert.deepEqual(await get(path), { status: 503, text: 'down\n' }, path)
  for (const path of whole) assert.equal((await get(path, 'HEAD')).status, 503, path)
  assert.equal((await get('/')).status, 200)
})
