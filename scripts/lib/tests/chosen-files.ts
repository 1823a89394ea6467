import { join } from 'node:path'
import { findTestFiles, isTestPart, partOf, type TestPart, testParts } from './test-files.ts'

/** What test.sh was asked for. `part`, `shard`: as typed. */
export interface Asked {
  fast: boolean
  part: string | undefined
  shard: string | undefined
  patterns: readonly string[]
}

/** What is to run: the checks or not, and these test files. */
export interface Choice {
  checks: boolean
  files: string[]
}

/**
 * Everything, a part of it or what patterns name; of that the share of one among several machines. All parts together, and
 * all shares of each, are everything exactly once. Throws with words for whoever typed it.
 */
export function chooseTests(root: string, from: string, { fast, part, shard, patterns }: Asked): Choice {
  if (part !== undefined && patterns.length > 0) throw new Error('either --part or patterns, not both')
  if (shard !== undefined && (part === undefined || part === 'checks')) {
    throw new Error('--shard divides a part with tests: name it with --part')
  }
  if (part === 'checks') return { checks: true, files: [] }
  const all = findTestFiles(root, from, patterns)
  const files = fast ? all.filter((file) => !file.startsWith(join(root, 'scripts'))) : all
  if (part === undefined) return { checks: patterns.length === 0, files }
  const share = shareOf(files, tellPart(part), shard)
  if (share.length === 0) throw new Error('there is no test for this')
  return { checks: false, files: share }
}

function tellPart(part: string): TestPart {
  if (isTestPart(part)) return part
  throw new Error(`there is no part "${part}": ${['checks', ...testParts].join(', ')}`)
}

/** Every so manieth file, so that neighbours, which are of one kind, go to different machines. */
function shareOf(files: readonly string[], part: TestPart, shard = '1/1'): string[] {
  const [, number = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).map(Number)
  if (number < 1 || number > count) throw new Error(`--shard is 1/3, 2/3 or 3/3, for example, not "${shard}"`)
  return files.filter((file) => partOf(file) === part).filter((_, index) => index % count === number - 1)
}
