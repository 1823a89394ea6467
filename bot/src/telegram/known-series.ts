import type { Metrics } from '../platform/metrics.ts'
import type { KnownHandler } from './router.ts'

/** What becomes of an update; `duplicate` and `ignored` have no handler. */
const outcomes = ['handled', 'set_aside', 'retry']

/** Creates the series of every handler at 0, so that a rate sees the first update and the first failure. */
export function createKnownSeries(metrics: Metrics, handlers: readonly KnownHandler[]): void {
  for (const { label, updateType } of handlers) {
    for (const outcome of outcomes) metrics.requests.inc({ type: updateType, handler: label, outcome }, 0)
  }
}
