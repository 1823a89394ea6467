import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What our scripts call beside node and npm. */
const TOOLS = [
  'bash',
  'sh',
  'env',
  'dirname',
  'basename',
  'cat',
  'ln',
  'mkdir',
  'rm',
  'cp',
  'flock',
  'sleep',
  'date',
  'id',
  'head',
  'mv',
  'readlink',
  'sed',
]

/** A folder to be the whole PATH: the usual tools, and programs of ours as shell scripts by name. */
export function makePath(folder: string, programs: Readonly<Record<string, string>>): string {
  mkdirSync(folder)
  for (const tool of TOOLS) {
    const found = ['/usr/bin', '/bin'].map((place) => join(place, tool))
    symlinkSync(found.find((path) => existsSync(path)) ?? join('/usr/bin', tool), join(folder, tool))
  }
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${body}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}
