import { UsageError } from '../steps/exit-code.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  terminal: Terminal
  yes: boolean
  environment: string | undefined
  /** What must be typed where people work. */
  word: string
  what: string
}

/** Throws a UsageError unless somebody has said yes: in prod by the name, so that it cannot be said by habit. */
export async function confirm({ terminal, yes, environment, word, what }: Options): Promise<void> {
  if (yes) return
  if (!terminal.canAsk) {
    throw new UsageError('nothing was done: there is no terminal to ask at, so say --yes if this is meant')
  }
  const inProd = (environment || 'prod') === 'prod'
  const question = inProd ? `To ${what}, type ${word}: ` : `${what[0]?.toUpperCase()}${what.slice(1)}? [y/N] `
  const answer = await terminal.ask(question)
  if (inProd ? answer === word : /^y(es)?$/i.test(answer)) return
  throw new UsageError('nothing was done')
}
