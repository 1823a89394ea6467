import { TransientFault } from './fault.ts'
import type { Log } from './log.ts'
import { sleep } from './sleep.ts'

/**
 * Tries until it works, a little slower each time; says once what it waits for. `isAway` tells a part that will come
 * back from a fault that will not. Throws TransientFault when the process stops first.
 */
export async function untilAvailable<T>(
  what: string,
  attempt: () => Promise<T>,
  options: { isAway: (error: unknown) => boolean; log: Log; signal: AbortSignal },
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt()
    } catch (err) {
      if (!options.isAway(err)) throw err
      if (failures === 0) options.log.warn({ err }, `waiting for ${what}`)
      await sleep(Math.min(250 * 2 ** failures, 5_000), options.signal)
      if (options.signal.aborted) throw new TransientFault('stopping', err)
    }
  }
}
