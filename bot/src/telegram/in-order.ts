/**
 * Runs tasks of one key one after the other, in the order of the calls; tasks of different keys do not wait for each
 * other. A failed task fails its own promise only.
 */
export interface InOrder {
  run<T>(key: number, task: () => Promise<T>): Promise<T>
  /** Resolves when nothing is left to run. */
  idle(): Promise<void>
}

/** What is under way or waits for its turn is counted on `underWay`. */
export function createInOrder(underWay?: { inc(): void; dec(): void }): InOrder {
  const tails = new Map<number, Promise<unknown>>()

  function run<T>(key: number, task: () => Promise<T>): Promise<T> {
    const before = tails.get(key) ?? Promise.resolve()
    const result = before.then(task)
    underWay?.inc()
    const tail = result.then(noop, noop).then(() => {
      underWay?.dec()
      if (tails.get(key) === tail) tails.delete(key)
    })
    tails.set(key, tail)
    return result
  }

  async function idle(): Promise<void> {
    while (tails.size > 0) await Promise.all(tails.values())
  }

  return { run, idle }
}

const noop = () => undefined
