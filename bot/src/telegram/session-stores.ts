import type { Redis } from 'ioredis'
import { TransientFault } from '../platform/fault.ts'
import type { SessionStore } from './session.ts'

/** Somebody's next update may have been handled meanwhile, by another process: then nothing is exchanged. */
const exchangeScript = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then return redis.call('del', KEYS[1]) end
redis.call('set', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1`

/** Sessions in Redis. A fault is transient: the update waits for Redis rather than forget where the person stood. */
export function redisSessions(redis: Redis): SessionStore {
  return {
    async load(key) {
      return (await away(redis.get(`session:${key}`))) ?? undefined
    },
    async save(key, value, seconds) {
      await away(redis.set(`session:${key}`, value, 'EX', seconds))
    },
    async exchange(key, before, after, seconds) {
      await away(redis.eval(exchangeScript, 1, `session:${key}`, before, after ?? '', seconds))
    },
  }
}

async function away<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    throw new TransientFault('redis', error)
  }
}

/** Sessions in this process, for a school without Redis: a restart forgets them. The oldest go first. */
export function memorySessions(max = 10_000): SessionStore {
  const sessions = new Map<string, string>()
  return {
    load: async (key) => sessions.get(key),
    async save(key, value) {
      sessions.delete(key)
      sessions.set(key, value)
      const [oldest] = sessions.keys()
      if (sessions.size > max && oldest !== undefined) sessions.delete(oldest)
    },
    async exchange(key, before, after) {
      if (sessions.get(key) !== before) return
      if (after === undefined) sessions.delete(key)
      else sessions.set(key, after)
    },
  }
}
