import { bytesOf } from './wal-position.ts'

/** How a replay of the log of changes ended, by what Postgres said. */
export interface ReplayEnd {
  kind: 'target reached' | 'log ended' | 'too early' | 'failed'
  /** When the last transaction was committed that was replayed; undefined when none was. */
  lastCommit: Date | undefined
  /** Where it could not be read on; undefined when it did not say. */
  stoppedAt: bigint | undefined
  /** Its last words, for a failure that nobody foresaw. */
  words: string
}

/** Postgres must write its log in English and in UTC. */
export function readReplayEnd(log: string): ReplayEnd {
  const commit = [...log.matchAll(/last completed transaction was at log time (\S+ \S+?)\+00/g)].at(-1)?.[1]
  const stops = [
    ...log.matchAll(
      /(?:invalid|incorrect|missing|unexpected|out-of-sequence|record).*?(?: at|, LSN) ([\dA-F]+\/[\dA-F]+)/g,
    ),
  ]
  const stop = stops.filter(([line]) => !/restored log file|redo/.test(line)).at(-1)?.[1]
  return {
    kind: kindOf(log),
    lastCommit: commit === undefined ? undefined : new Date(`${commit.replace(' ', 'T')}Z`),
    stoppedAt: stop === undefined ? undefined : bytesOf(stop),
    words: wordsOf(log),
  }
}

function wordsOf(log: string): string {
  const lines = log.trim().split('\n')
  const complaints = lines.filter((line) => /FATAL|PANIC|ERROR/.test(line))
  return (complaints.length > 0 ? complaints : lines).slice(-3).join('\n    ')
}

function kindOf(log: string): ReplayEnd['kind'] {
  if (/recovery stopping (before|after)/.test(log)) return 'target reached'
  if (/recovery ended before configured recovery target was reached/.test(log)) return 'log ended'
  if (/requested recovery stop point is before consistent recovery point/.test(log)) return 'too early'
  return 'failed'
}

/** The last segment that has anything in it, and where in the log it begins. */
export interface LogTail {
  begin: bigint
  /** Its bytes up to the last that is not zero. */
  length: number
  /** What stands where the replay stopped, read as the length of a record; 0 when the replay stopped elsewhere. */
  recordLength: number
}

/**
 * Whether the log was read to its end: up to there, or up to a record of which only a part had come. Otherwise a record
 * is damaged, and what follows it would be lost without a word.
 */
export function isRealEnd(stoppedAt: bigint | undefined, { begin, length, recordLength }: LogTail): boolean {
  // the next file was not there
  if (stoppedAt === undefined) return true
  const offset = Number(stoppedAt - begin)
  if (offset < 0) return false
  return offset >= length || offset + recordLength > length
}
