import { setTimeout as sleep } from 'node:timers/promises'
import { calledHost, postCanary } from '../deploy/post-canary.ts'
import { errorsOf, refuseErrors, untilOneLeads, type Watched } from '../deploy/watched.ts'
import { StepError } from '../steps/step.ts'

/** What the job of the gate is asked, as JSON. */
export interface WatchWish {
  bots: (Watched & { polls: boolean; wasThere: boolean })[]
  /** What stands before the bots on each machine. */
  entrances: Watched[]
  webhookUrl: string
  seconds: number
  logs: string
}

/** What it says: a version that may not stay is an answer, and no failure of the job. */
export type WatchVerdict = { verdict: 'passed' } | { verdict: 'failed'; why: string }

/** Asks every bot, sends a canary through each and through what stands before them, and watches for errors. */
export async function watchBots(
  { bots, entrances, webhookUrl, seconds, logs }: WatchWish,
  secret: () => string,
): Promise<WatchVerdict> {
  const watch = {
    fetch: (url: string, { withinMs = 10_000 } = {}) => fetch(url, { signal: AbortSignal.timeout(withinMs) }),
    stopHere: () => undefined,
    logs,
  }
  const polling = bots.filter(({ polls }) => polls)
  const called = bots.filter(({ polls }) => !polls)
  try {
    const before = await errorsOf(
      watch,
      bots.filter(({ wasThere }) => wasThere),
    )
    await untilOneLeads(watch, polling)
    for (const { name, url } of called.length > 0 ? [...called, ...entrances] : []) {
      await postCanary(name, { url, host: calledHost(webhookUrl), secret: secret() })
    }
    for (const end = Date.now() + seconds * 1000; ; await sleep(1_000)) {
      await refuseErrors(watch, bots, before)
      if (Date.now() >= end) return { verdict: 'passed' }
    }
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return { verdict: 'failed', why: error.message }
  }
}
