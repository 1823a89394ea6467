import { InterruptedError } from '../processes/pipeline.ts'
import { StepError } from './step.ts'

/** Somebody pressed Ctrl-C or ended the script, or his connection was cut: all three are the same. */
export interface Interruption {
  /** Aborted when what is under way is to be ended and taken back. */
  signal: AbortSignal
  /** Throws once it has happened, before something else is begun. */
  stopHere(): void
  /**
   * Does what must not be left half done. What comes meanwhile is told, and ends only what would come after it; of one that
   * came before it is not begun.
   */
  carryThrough<T>(work: () => Promise<T>): Promise<T>
  /** A failure that came of it is told as what it is, whatever the ended programs say and whoever took it for his own. */
  explain(error: unknown): unknown
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function watchForInterruption(say: (line: string) => void): Interruption & Disposable {
  const controller = new AbortController()
  const { signal } = controller
  let reason: InterruptedError | undefined
  let mustGoOn = false
  const listeners = signals.map((name) => {
    const interrupt = () => {
      if (reason !== undefined) return
      reason = new InterruptedError(`interrupted by ${name}`)
      say(mustGoOn ? `${name}: too late, this goes on to its end` : `${name}: what was begun is taken back`)
      if (!mustGoOn) controller.abort(reason)
    }
    process.on(name, interrupt)
    return () => process.off(name, interrupt)
  })
  // the terminal may be gone with who sat at it
  const ignore = () => undefined
  process.stderr.on('error', ignore)
  return {
    signal,
    stopHere: () => signal.throwIfAborted(),
    async carryThrough(work) {
      signal.throwIfAborted()
      mustGoOn = true
      try {
        const done = await work()
        if (reason !== undefined) controller.abort(reason)
        return done
      } finally {
        mustGoOn = false
      }
    },
    explain: (error) => (signal.aborted && reason !== undefined && isOfIt(error) ? reason : error),
    [Symbol.dispose]() {
      for (const stop of listeners) stop()
      process.stderr.off('error', ignore)
    },
  }
}

const isOfIt = (error: unknown) =>
  error instanceof StepError || (error instanceof Error && error.name === 'AbortError')
