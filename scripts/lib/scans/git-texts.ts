import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PreflightError } from '../steps/step.ts'

export interface GitText {
  path: string
  /** The object of git that holds it, or "not committed". */
  from: string
  content: string
}

/** Larger ones are pictures and data. */
const mostBytes = 2_000_000

/** Every text of the history, each once, and those of the folder that are not committed. */
export async function* readGitTexts(root: string, say: (line: string) => void): AsyncGenerator<GitText> {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const isShallow = attempt(() => git('rev-parse', '--is-shallow-repository'))
  if (isShallow.trim() === 'true') say('the history is cut off here: only what there is of it is read')
  const changed = git('ls-files', '-z', '--others', '--modified', '--exclude-standard')
  for (const path of changed.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
    const bytes = readFileSync(join(root, path))
    if (isText(bytes)) yield { path, from: 'not committed', content: bytes.toString() }
  }
  const objects = git('rev-list', '--objects', '--all').trimEnd().split('\n')
  const named = objects.map((line) => [line.slice(0, 40), line.slice(41)]).filter(([, path]) => path !== '')
  yield* readBlobs(root, named)
}

function attempt(ask: () => string): string {
  try {
    return ask()
  } catch {
    throw new PreflightError('this is no clone of git: its history cannot be read')
  }
}

/** One git for all of them: `HASH blob SIZE`, a line of its own, and so many bytes and a line's end after it. */
async function* readBlobs(root: string, named: string[][]): AsyncGenerator<GitText> {
  const git = spawn('git', ['cat-file', '--batch'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  git.stdin.end(named.map(([hash]) => `${hash}\n`).join(''))
  const paths = named.map(([, path = '']) => path)
  let held = Buffer.alloc(0)
  let next = 0
  for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, chunk])
    for (;;) {
      const line = held.indexOf('\n')
      const [hash = '', type, size = '0'] = held.subarray(0, Math.max(line, 0)).toString().split(' ')
      const end = line + 1 + Number(size)
      if (line < 0 || held.length <= end) break
      const bytes = held.subarray(line + 1, end)
      const path = paths[next++] ?? ''
      if (type === 'blob' && isText(bytes)) yield { path, from: hash.slice(0, 10), content: bytes.toString() }
      held = held.subarray(end + 1)
    }
  }
}

const isText = (bytes: Buffer) => bytes.length <= mostBytes && !bytes.subarray(0, 8_000).includes(0)
