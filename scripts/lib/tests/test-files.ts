import { existsSync, globSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'

const FOLDERS = ['bot/test', 'grafana/test', 'sandbox/test', 'scripts/test']

/**
 * The test files of the checkout, as full paths: all of them, or those that a pattern names.
 * A pattern is a file or folder as seen from `from`, or else a part of a path in the checkout.
 * Throws on a pattern that names none.
 */
export function findTestFiles(root: string, from: string, patterns: readonly string[]): string[] {
  const all = globSync(
    FOLDERS.map((folder) => `${folder}/**/*.test.ts`),
    { cwd: root },
  )
    .filter((path) => !path.includes('node_modules'))
    .map((path) => join(root, path))
    .sort()
  if (patterns.length === 0) return all
  const chosen = patterns.flatMap((pattern) => {
    const matches = all.filter(matcherOf(root, from, pattern))
    if (matches.length === 0) throw new Error(`no test file matches "${pattern}"`)
    return matches
  })
  return [...new Set(chosen)]
}

/** Test files by what they need: nothing but databases, a Chromium, or a Docker engine with the images of the stack. */
export const testParts = ['units', 'browser', 'stack'] as const
export type TestPart = (typeof testParts)[number]

export const isTestPart = (name: string): name is TestPart => testParts.some((part) => part === name)

export function partOf(file: string): TestPart {
  const kind = kindOf(file)
  return kind === 'alone' || kind === 'waiting' ? 'stack' : kind
}

export type Batch = { files: string[]; concurrency: number }
/** Batches that run one after the other. */
export type Lane = Batch[]

/**
 * Lanes that run side by side, one round of them after the other. Tests of the stack wait much of their time, for containers
 * to start: one of them goes on beside the others without costing them much. A file named *.waiting.test.ts waits for
 * minutes, for intervals of Prometheus and Alertmanager: it follows those that compute, beside the rest of the stack. With
 * every network that Docker makes Chromium drops all its requests (net::ERR_NETWORK_CHANGED), so *.browser.test.ts come
 * before. A file named *.alone.test.ts takes what the others need, for example the Docker engine: it comes last, by itself.
 */
export function roundsOf(files: readonly string[], concurrency: number): Lane[][] {
  const batch = (kind: Kind, together: number): Batch => ({
    files: files.filter((file) => kindOf(file) === kind),
    concurrency: together,
  })
  const rounds: Lane[][] = [
    [[batch('browser', concurrency)]],
    [[batch('units', concurrency), batch('waiting', 1)], [batch('stack', 1)]],
    [[batch('alone', 1)]],
  ]
  const filled = (lane: Lane) => lane.filter((one) => one.files.length > 0)
  return rounds
    .map((lanes) => lanes.map(filled).filter((lane) => lane.length > 0))
    .filter((lanes) => lanes.length > 0)
}

type Kind = TestPart | 'waiting' | 'alone'

function kindOf(file: string): Kind {
  if (file.endsWith('.alone.test.ts')) return 'alone'
  if (file.endsWith('.waiting.test.ts')) return 'waiting'
  if (file.endsWith('.browser.test.ts')) return 'browser'
  return file.includes(join('scripts', 'test', 'stack') + sep) ? 'stack' : 'units'
}

function matcherOf(root: string, from: string, pattern: string): (path: string) => boolean {
  const path = [resolve(from, pattern), resolve(root, pattern)].find((candidate) => existsSync(candidate))
  if (path === undefined) return (file) => relative(root, file).includes(pattern)
  return statSync(path).isDirectory() ? (file) => file.startsWith(path + sep) : (file) => file === path
}
