import { Redis } from 'ioredis'

/**
 * A client that fails fast while the server is away, instead of queueing commands: the update that needs it is
 * retried as a whole. It reconnects by itself, at least twice a second.
 */
export function createRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    // a connection that answers nothing is given up: its server may be back under another address
    socketTimeout: 3_000,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
    lazyConnect: true,
  })
  redis.on('error', onError)
  return redis
}
