import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Scan } from '../../lib/scans/scan-run.ts'

/** A folder to look through, with these files. */
export interface ScanFolder extends Disposable {
  root: string
  write(path: string, content: string): void
  git(...args: string[]): void
  /** What a scan finds and says in it. */
  look(scan: Scan, env?: NodeJS.ProcessEnv): Promise<{ found: string[]; said: string[] }>
}

export function createScanFolder(files: Readonly<Record<string, string>> = {}): ScanFolder {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-scans-'))
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  for (const [path, content] of Object.entries(files)) write(path, content)
  return {
    root,
    write,
    git: (...args) =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    async look(scan, env = process.env) {
      const said: string[] = []
      return { found: await scan({ root, env, say: (line) => said.push(line) }), said }
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}
