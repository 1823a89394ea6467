import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRedis } from '../src/platform/redis.ts'
import { startTcpProxy, throughProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

const url = process.env['TEST_REDIS_URL']
const skip = url === undefined && (process.env['TEST_REDIS_MISSING'] ?? 'no Redis')

test('a connection that died without a word is replaced within seconds', { skip }, async () => {
  const { hostname, port } = new URL(url ?? 'redis://127.0.0.1:1')
  await using proxy = await startTcpProxy({ host: hostname, port: Number(port) })
  const redis = createRedis(throughProxy(url ?? '', proxy), () => undefined)
  try {
    await redis.connect()
    assert.equal(await redis.ping(), 'PONG')
    proxy.moveAway()
    await assert.rejects(redis.ping())
    const answered = await until('Redis answers again', () => redis.ping().catch(() => undefined))
    assert.equal(answered, 'PONG')
  } finally {
    redis.disconnect()
  }
})
