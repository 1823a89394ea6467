import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** Reads shared state into gauges. `clear` takes the gauges away when reading fails: none is better than a wrong one. */
export interface Collector {
  name: string
  read: () => Promise<void>
  clear: () => void
}

const everyMs = 10_000

/**
 * Reads all collectors on a timer, never on a scrape: `/metrics` answers from memory whatever is down. Returns what
 * stops it.
 */
export function startCollectors(collectors: readonly Collector[], metrics: Metrics, log: Log): () => void {
  let busy = false
  async function readAll(): Promise<void> {
    if (busy) return
    busy = true
    for (const collector of collectors) await read(collector, metrics, log)
    busy = false
  }
  for (const { name } of collectors) metrics.collectorSuccess.set({ collector: name }, 0)
  void readAll()
  const timer = setInterval(() => void readAll(), everyMs)
  return () => clearInterval(timer)
}

async function read({ name, read, clear }: Collector, metrics: Metrics, log: Log): Promise<void> {
  try {
    await read()
    metrics.collectorSuccess.set({ collector: name }, 1)
  } catch (err) {
    clear()
    metrics.collectorSuccess.set({ collector: name }, 0)
    log.warn({ err, collector: name }, 'collector failed')
  }
}
