import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What takes several steps that are each for good: a run that was broken off leaves a mark, and the next one goes on. */
export interface BegunWork {
  /** Of what (a backup, a moment) such work was begun here that is not done. */
  earlier(): string | undefined
  begin(of: string): void
  end(): void
}

export function begunWork(root: string, kind: 'new-server' | 'rescue'): BegunWork {
  const mark = join(root, '.cache', kind)
  return {
    earlier: () => (existsSync(mark) ? readFileSync(mark, 'utf8').trim() : undefined),
    begin(of) {
      mkdirSync(dirname(mark), { recursive: true })
      writeFileSync(mark, `${of}\n`, { flush: true })
    },
    end: () => rmSync(mark, { force: true }),
  }
}
