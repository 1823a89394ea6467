import type { Log } from '../platform/log.ts'
import type { Database } from '../platform/postgres.ts'
import { beginUnlessSuspect, forgetAttempts, noteAttempt } from './deaths-store.ts'
import { createTurns } from './turns.ts'

/** A piece of work: an update by its id, an entry of the outbox, a job. */
export type Work = `${'update' | 'entry' | 'job'}:${string | number}`

/** Work that may go on, until it is ended: done or failed, but not died of. */
export interface Begun {
  kind: 'begun'
  end(): void
}

export type Attempt =
  | Begun
  /** A process died while it was at it, and another work of that kind is tried: each is tried alone. */
  | { kind: 'busy' }
  /** It is the one that kills. */
  | { kind: 'deadly' }

/**
 * Finds out what kills the processes of the bot. As long as nobody dies it does nothing and costs nothing. For an hour
 * after a death everything is noted before it is begun. What a process was at when it died is tried again alone, so that
 * what was merely under way then is not taken for the cause; and what kills once more is deadly.
 *
 * So a work that kills does so four times at most: once before anybody watches, once among others, twice alone. Twice,
 * because processes also die of what is no work's fault: of twenty kills in a row, now and then one hits what is alone.
 */
export interface DeathWatch {
  begin(work: Work): Promise<Attempt>
  /** The same, for what cannot come back later: it waits for its turn. */
  beginInTurn(work: Work): Promise<Exclude<Attempt, { kind: 'busy' }>>
}

/** Of those that died while somebody watched. */
const deadlyAfter = 3

export interface DeathWatchDeps {
  db: Database
  log: Log
  /** Under which name this process is known as long as it lives. */
  life: string
  /** Whether a process died lately. */
  isWatching: () => boolean
}

/** A work killed the processes that took it up. */
export class DeadlyWork extends Error {
  override readonly name = 'DeadlyWork'
}

const unwatched: Begun = { kind: 'begun', end: () => undefined }

/** For where nobody dies. */
export const noDeathWatch: DeathWatch = {
  begin: async () => unwatched,
  beginInTurn: async () => unwatched,
}

export function createDeathWatch({ db, log, life, isWatching }: DeathWatchDeps): DeathWatch {
  const alone = createTurns(1)

  function end(work: Work, turn?: Disposable): void {
    turn?.[Symbol.dispose]()
    // when the database is away it counts only if this process dies too
    forgetAttempts(db, work).catch((err: unknown) =>
      log.debug({ err, work }, 'the end of an attempt is not noted'),
    )
  }

  async function beginAlone(work: Work, turn: Disposable): Promise<Begun> {
    try {
      await noteAttempt(db, work, life)
    } catch (error) {
      turn[Symbol.dispose]()
      throw error
    }
    log.warn({ work }, 'a process died while it was at this: it is tried alone')
    return { kind: 'begun', end: () => end(work, turn) }
  }

  async function begin(work: Work, turnOf: () => Promise<Disposable | undefined>): Promise<Attempt> {
    if (!isWatching()) return unwatched
    const deaths = await beginUnlessSuspect(db, work, life)
    if (deaths === 0) return { kind: 'begun', end: () => end(work) }
    if (deaths >= deadlyAfter) return { kind: 'deadly' }
    const turn = await turnOf()
    return turn === undefined ? { kind: 'busy' } : beginAlone(work, turn)
  }

  return {
    begin: (work) => begin(work, async () => alone.take()),
    async beginInTurn(work) {
      const attempt = await begin(work, () => alone.wait())
      if (attempt.kind === 'busy') throw new Error('a turn that was waited for was not given')
      return attempt
    },
  }
}
