import type { Update } from 'telegraf/types'
import { TransientFault } from '../platform/fault.ts'
import { sleep } from '../platform/sleep.ts'
import { allowedUpdates } from './allowed-updates.ts'
import { ApiError } from './api-error.ts'
import { personKey } from './handle-update.ts'
import type { IntakeDeps } from './intake-deps.ts'

const pollTimeoutSeconds = 25
/** A connection that died without a word shows itself when an answer is this late. */
const pollGraceMs = 10_000
const standbyMs = 1_500
/** While an update is stuck the next poll repeats its offset; Telegram forces a wait when that comes faster. */
const stuckMs = 3_000
const batchSize = 100

/**
 * Takes updates in by long polling until `signal` aborts. Telegram is the inbox: the offset moves past an update only
 * when it is committed, so what was not handled comes again. Throws ApiError `unauthorized` when the token is refused.
 *
 * An update that waits, for the database or behind another of its person, holds the offset but not the others: the
 * window of 100 updates behind it is fetched again and what is new in it is handled.
 */
export async function poll(deps: IntakeDeps): Promise<void> {
  const { signal, monitor } = deps
  /** Fetched and not yet committed. */
  const pending = new Map<number, Promise<void>>()
  /** Committed, though an older one is still pending, so Telegram will give it again. */
  const committed = new Set<number>()
  let offset = 0
  let failures = 0

  function take(update: Update): void {
    const id = update.update_id
    if (pending.has(id) || committed.has(id)) return
    const work = deps.inOrder
      .run(personKey(update), () => untilHandled(deps, update))
      .then((handled) => {
        // what the stop left undone stays pending: it must not be confirmed on the way out
        if (!handled) return
        pending.delete(id)
        committed.add(id)
      })
    pending.set(id, work)
  }

  /** The offset that confirms all that is committed and nothing that is not. */
  function confirmed(lastFetched: number): number {
    const next = pending.size === 0 ? lastFetched + 1 : Math.min(...pending.keys())
    for (const id of committed) if (id < next) committed.delete(id)
    return next
  }

  while (!signal.aborted) {
    try {
      if (!(await deps.tryLead())) {
        monitor.standsBy()
        // by the time it leads again the numbering may have begun anew: a high offset would confirm what it never saw
        offset = 0
        await sleep(standbyMs, signal)
        continue
      }
    } catch {
      monitor.failed('database_away')
      await sleep(standbyMs, signal)
      continue
    }
    monitor.leads()
    // after trouble a quick poll first, so that health is known at once
    const waitsAtTelegram = pending.size === 0 && monitor.status.problem === undefined
    try {
      const fetched = await fetchUpdates(deps, offset, waitsAtTelegram ? pollTimeoutSeconds : 0)
      const updates = fetched.filter(isNumbered)
      failures = 0
      monitor.succeeded(deps.now())
      for (const update of updates) take(update)
      await settled([...pending.values()], stuckMs, signal)
      // what has no number is confirmed by what comes after it
      if (updates.length < fetched.length) await sleep(stuckMs, signal)
      const last = updates.at(-1)
      // an empty answer confirmed all before it; from 0 also a numbering that Telegram began anew is seen
      offset = last === undefined ? 0 : confirmed(last.update_id)
    } catch (error) {
      if (signal.aborted) break
      if (!(error instanceof ApiError)) throw error
      if (error.kind === 'unauthorized') throw error
      failures += 1
      monitor.failed(problemOf(error))
      deps.log.warn({ err: error, result: error.kind, failures }, 'poll failed')
      await sleep(pauseMs(error, failures), signal)
    }
  }
  await Promise.all(pending.values())
  await confirmOnTheWayOut(deps, offset, pending.size)
}

/** Without its number an update can be neither claimed nor confirmed. */
function isNumbered(update: Partial<Update> | null): update is Update {
  return Number.isSafeInteger(update?.update_id)
}

/** Waits for all, at most `ms`. */
async function settled(work: Promise<void>[], ms: number, signal: AbortSignal): Promise<void> {
  const done = new AbortController()
  await Promise.race([Promise.all(work), sleep(ms, AbortSignal.any([signal, done.signal]))])
  done.abort()
}

/** Repeats an update while the database or Redis is away; false when the process stops first. */
async function untilHandled(deps: IntakeDeps, update: Update): Promise<boolean> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await deps.handle(update)
      return true
    } catch (error) {
      // handling an update reports and sets aside what fails in it; if even that fails, this person waits, not everybody
      if (!(error instanceof TransientFault)) deps.log.error({ err: error }, 'update cannot be set aside')
      if (deps.signal.aborted) return false
      await sleep(Math.min(100 * 2 ** attempt, 2_000), deps.signal)
      if (deps.signal.aborted) return false
    }
  }
}

function fetchUpdates(deps: IntakeDeps, offset: number, timeoutSeconds: number): Promise<Update[]> {
  return deps.api.call<Update[]>(
    'getUpdates',
    { offset, limit: batchSize, timeout: timeoutSeconds, allowed_updates: allowedUpdates },
    { timeoutMs: timeoutSeconds * 1000 + pollGraceMs, signal: deps.signal },
  )
}

/** Spares the next process what this one has committed; nothing is lost when it fails. */
async function confirmOnTheWayOut(deps: IntakeDeps, offset: number, pending: number): Promise<void> {
  if (offset === 0 || pending > 0 || deps.monitor.status.role !== 'leader') return
  await deps.api
    .call('getUpdates', { offset, limit: 1, timeout: 0 }, { timeoutMs: 1_000 })
    .catch(() => undefined)
}

function problemOf(error: ApiError): 'conflict' | 'flood' | 'telegram_away' {
  if (error.kind === 'conflict' || error.kind === 'flood') return error.kind
  return 'telegram_away'
}

/** With jitter, so that two pollers on one token do not end each other for ever. */
function pauseMs(error: ApiError, failures: number): number {
  if (error.retryAfterSeconds !== undefined) return error.retryAfterSeconds * 1000
  const base = error.kind === 'conflict' ? 5_000 : Math.min(500 * 2 ** failures, 15_000)
  return base / 2 + Math.random() * base
}
