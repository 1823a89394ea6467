import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { findProgram } from '../lib/processes/find-program.ts'
import { startTestRedis } from '../lib/tests/test-redis.ts'

const quiet = { mayInstall: false, say: () => undefined }

test('a given Redis is used as it is', async () => {
  const redis = await startTestRedis({ ...quiet, givenUrl: 'redis://elsewhere:6379/3' })
  assert.equal('url' in redis && redis.url, 'redis://elsewhere:6379/3')
})

const missing = findProgram('redis-server', 'valkey-server') === undefined && 'no redis-server on PATH'
test('a Redis of our own answers until it is stopped', { skip: missing }, async () => {
  const redis = await startTestRedis({ ...quiet, givenUrl: undefined })
  assert.ok('url' in redis)
  assert.equal(await ping(redis.url), '+PONG\r\n')
  await redis.stop()
  await assert.rejects(ping(redis.url), { code: 'ECONNREFUSED' })
})

test('where there is none the reason is given', async (t) => {
  const path = process.env['PATH']
  t.after(() => {
    process.env['PATH'] = path
  })
  process.env['PATH'] = '/nowhere'
  assert.deepEqual(await startTestRedis({ ...quiet, givenUrl: undefined }), {
    missing: 'no redis-server, no valkey-server, no Docker engine; and nothing may be installed now',
  })
})

async function ping(url: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  try {
    return await new Promise((resolve, reject) => {
      socket.once('error', reject).once('data', (answer) => resolve(answer.toString()))
      socket.write('PING\r\n')
    })
  } finally {
    socket.destroy()
  }
}
