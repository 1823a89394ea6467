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
  return kind === 'alone' ? 'stack' : kind
}

export type Batch = { files: string[]; concurrency: number }

/**
 * What runs at the same time, one round after the other. Tests of the stack wait most of their time, for intervals of
 * Prometheus and Alertmanager: one of them goes on beside the others without costing them much. But with every network
 * that Docker makes Chromium drops all its requests (net::ERR_NETWORK_CHANGED), so *.browser.test.ts come before. A
 * file named *.alone.test.ts takes what the others need, for example the Docker engine: it comes last, by itself.
 */
export function roundsOf(files: readonly string[], concurrency: number): Batch[][] {
  const ofKind = (kind: TestPart | 'alone') => files.filter((file) => kindOf(file) === kind)
  const rounds: Batch[][] = [
    [{ files: ofKind('browser'), concurrency }],
    [
      { files: ofKind('units'), concurrency },
      { files: ofKind('stack'), concurrency: 1 },
    ],
    [{ files: ofKind('alone'), concurrency: 1 }],
  ]
  return rounds
    .map((round) => round.filter((batch) => batch.files.length > 0))
    .filter((round) => round.length > 0)
}

function kindOf(file: string): TestPart | 'alone' {
  if (file.endsWith('.alone.test.ts')) return 'alone'
  if (file.endsWith('.browser.test.ts')) return 'browser'
  return file.includes(join('scripts', 'test', 'stack') + sep) ? 'stack' : 'units'
}

function matcherOf(root: string, from: string, pattern: string): (path: string) => boolean {
  const path = [resolve(from, pattern), resolve(root, pattern)].find((candidate) => existsSync(candidate))
  if (path === undefined) return (file) => relative(root, file).includes(pattern)
  return statSync(path).isDirectory() ? (file) => file.startsWith(path + sep) : (file) => file === path
}
