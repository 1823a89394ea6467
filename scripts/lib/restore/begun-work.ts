import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What takes several steps that are each for good: a run that was broken off leaves a mark, and the next one goes on. */
export interface BegunWork {
  /** Of what (a backup, a moment) such work was begun here that is not done. */
  earlier(): string | undefined
  begin(of: string): void
  /** Which of its parts are done since it was begun. */
  isDone(part: string): boolean
  markDone(part: string): void
  end(): void
}

export function begunWork(root: string, kind: 'new-server' | 'rescue'): BegunWork {
  const mark = join(root, '.cache', kind)
  const lines = () => (existsSync(mark) ? readFileSync(mark, 'utf8').trim().split('\n') : [])
  return {
    earlier: () => lines()[0],
    isDone: (part) => lines().slice(1).includes(part),
    markDone: (part) => appendFileSync(mark, `${part}\n`, { flush: true }),
    begin(of) {
      mkdirSync(dirname(mark), { recursive: true })
      writeFileSync(mark, `${of}\n`, { flush: true })
    },
    end: () => rmSync(mark, { force: true }),
  }
}
