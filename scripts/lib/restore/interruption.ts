import { StepError } from '../steps/step.ts'

/** Somebody pressed Ctrl-C, or his connection was cut. What runs in containers does not always say so by its exit code. */
export interface Interruption {
  /** Throws a StepError once it has happened. */
  stopHere(): void
  /** Says it before the words of a failure that came of it. */
  explain(error: unknown): unknown
}

export function watchForInterruption(say: (line: string) => void): Interruption {
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!interrupted)
        say('Interrupted: what was begun is taken back, unless the databases are exchanged already')
      interrupted = true
    })
  }
  // the terminal may be gone with who sat at it
  process.stderr.on('error', () => undefined)
  const words = 'interrupted'
  return {
    stopHere() {
      if (interrupted) throw new StepError(words)
    },
    explain(error) {
      if (interrupted && error instanceof StepError && !error.message.startsWith(words)) {
        error.message = `${words}: ${error.message}`
      }
      return error
    },
  }
}
