import { createInterface } from 'node:readline/promises'

/** The person who started the script, if there is one. */
export interface Terminal {
  canAsk: boolean
  say(line: string): void
  /** What was typed, without spaces around it. */
  ask(question: string): Promise<string>
}

/** `signal` ends a question that nobody has answered. */
export function openTerminal(say: (line: string) => void, signal: AbortSignal): Terminal {
  return {
    canAsk: process.stdin.isTTY && process.stdout.isTTY,
    say,
    async ask(question) {
      const lines = createInterface({ input: process.stdin, output: process.stdout })
      // Ctrl-D and Ctrl-C are answers too
      const ended = new Promise<string>((resolve) =>
        lines.once('close', () => resolve('')).once('SIGINT', () => resolve('')),
      )
      try {
        return (await Promise.race([lines.question(question, { signal }), ended])).trim()
      } finally {
        lines.close()
      }
    },
  }
}
