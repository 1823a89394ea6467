import { createProgress } from '../backup/progress.ts'

/** On a terminal says how long something takes, in a line that is gone when it has ended; elsewhere nothing. */
export async function signOfLife<T>(what: string, work: () => Promise<T>): Promise<T> {
  const { show, end } = createProgress(process.stderr)
  const began = Date.now()
  const timer = setInterval(() => show(`${what}: ${Math.round((Date.now() - began) / 1000)} s`), 1000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    end()
  }
}
