import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldOf, parsedJson, textOf } from '../http/json-value.ts'
import { deploysFolder, isReleaseId, momentOf } from './releases.ts'

/** What became of a deploy or a rollback: a line of history.jsonl. */
export interface HistoryLine {
  /** `found` runs when the first deploy begins, or was started by hand since the last one. */
  kind: 'deploy' | 'rollback' | 'found'
  /** Which was to be put into service. */
  release: string
  /** - done: it is in service. - returned: the one before is. - failed: neither is as it should be. */
  outcome: 'done' | 'returned' | 'failed'
  environment: string
  /** As git or the tag of the image has it. */
  version: string
  /** Empty when it came to none. */
  image: string
  begunAt: string
  endedAt: string
  previous?: string | undefined
  /** What failed, and at which step: it did not stay for it, or stays and a service is as it was. */
  reason?: string | undefined
  step?: string | undefined
  /** Those that it ran: a way back does not undo them. */
  migrations: readonly string[]
  /** What an older version cannot live with; --allow-contract let it pass. */
  contracts?: readonly string[] | undefined
  /** The backup that was made before. */
  backup?: string | undefined
}

const fileOf = (root: string) => join(deploysFolder(root), 'history.jsonl')

/** In the order in which they ended. A line that a cut of the power has torn, or that lacks something, is left out. */
export function readHistory(root: string): HistoryLine[] {
  if (!existsSync(fileOf(root))) return []
  return readFileSync(fileOf(root), 'utf8').split('\n').map(parsedJson).filter(isLine)
}

const texts = ['kind', 'release', 'outcome', 'environment', 'version', 'image', 'begunAt', 'endedAt']

function isLine(value: unknown): value is HistoryLine {
  const hasTexts = texts.every((name) => textOf(value, name) !== undefined)
  return (
    hasTexts && isReleaseId(textOf(value, 'release') ?? '') && Array.isArray(fieldOf(value, 'migrations'))
  )
}

export function appendHistory(root: string, line: HistoryLine): void {
  mkdirSync(deploysFolder(root), { recursive: true, mode: 0o700 })
  const isTorn = existsSync(fileOf(root)) && !/(^|\n)$/.test(readFileSync(fileOf(root), 'utf8'))
  const text = `${isTorn ? '\n' : ''}${JSON.stringify(line)}\n`
  appendFileSync(fileOf(root), text, { mode: 0o600, flush: true })
}

/** The release that was put into service last, and stayed. */
export const presentOf = (history: readonly HistoryLine[]): HistoryLine | undefined =>
  history.findLast(({ outcome }) => outcome === 'done')

/** How each release came into service that ever was, the newest release first. */
export function releasesOf(history: readonly HistoryLine[]): HistoryLine[] {
  const byId = new Map<string, HistoryLine>()
  for (const line of history) {
    if (line.outcome === 'done' && line.kind !== 'rollback') byId.set(line.release, line)
  }
  return [...byId.values()].sort((a, b) => (a.release < b.release ? 1 : -1))
}

/** That moment, or one after the newest release: by its name a new one is later, also when a clock had been ahead. */
export function laterThanAll(history: readonly HistoryLine[], at: Date): Date {
  const moments = history.map(({ release }) => momentOf(release).getTime() + 1000)
  // a line may have been written by hand
  return new Date(Math.max(at.getTime(), ...moments.filter(Number.isFinite)))
}

/** The newest release that is older than the present one: again and again it leads further back, and never forth. */
export function releaseBefore(history: readonly HistoryLine[]): HistoryLine | undefined {
  const present = presentOf(history)
  return present && releasesOf(history).find(({ release }) => release < present.release)
}

/** So many of the newest are kept for a rollback, and whichever is in service. */
const few = 5

export function releasesToKeep(history: readonly HistoryLine[]): string[] {
  const present = presentOf(history)?.release
  const newest = releasesOf(history).slice(0, few)
  return [...new Set([...newest.map(({ release }) => release), ...(present === undefined ? [] : [present])])]
}

/**
 * Releases whose backup of before may be asked for: those that are kept, and what has taken something away since the oldest
 * of them, whether it stayed or not.
 */
export function releasesToGoBehind(history: readonly HistoryLine[]): string[] {
  const kept = releasesToKeep(history)
  const [oldest = ''] = kept.toSorted()
  const contracting = history.filter(
    ({ release, migrations, contracts = [] }) =>
      release > oldest && migrations.length > 0 && contracts.length > 0,
  )
  return [...kept, ...contracting.map(({ release }) => release)]
}
