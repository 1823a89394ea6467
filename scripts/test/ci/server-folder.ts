import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../copied-checkout.ts'

/** A repository with a few commits, and the deploy folder of a server that has the first of them checked out. */
export interface ServerFolder extends Disposable {
  /** Where ssh, a program of ours, is found: it does what sshd and authorized_keys do. */
  path: string
  origin: string
  folder: string
  /** Of main, oldest first; each one's deploy.sh tells which it is, and ends with 0, 7, 3. */
  commits: string[]
  git(where: string, ...args: string[]): string
}

const deployed = (name: string, code: number) => `#!/bin/bash\necho "deploys $1 of ${name}"\nexit ${code}\n`

/** Stands in for the way to the server: notes what it was called with, and runs the one command that the key may run. */
const ssh = (folder: string) => `#!/bin/bash
printf '%s\\n' "$@" >"$(dirname "$0")/arguments"
while [[ $1 != -- ]]; do
  case $1 in
    -i) cat "$2" >"$(dirname "$0")/key" ;;
    -o) [[ $2 != UserKnownHostsFile=* ]] || cat "\${2#*=}" >"$(dirname "$0")/known_hosts" ;;
  esac
  shift
done
SSH_ORIGINAL_COMMAND=$3 exec "${folder}/.github/deploy-on-server.sh"
`

export function createServerFolder(): ServerFolder {
  const home = mkdtempSync(join(tmpdir(), 'schoolbot-server-'))
  const [origin, folder, path] = ['origin', 'server', 'path'].map((name) => join(home, name))
  if (origin === undefined || folder === undefined || path === undefined) throw new Error('no folders')
  const git = (where: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: where,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  mkdirSync(join(origin, 'scripts/lib'), { recursive: true })
  git(origin, 'init', '--quiet', '--initial-branch=main')
  cpSync(join(root, '.github'), join(origin, '.github'), { recursive: true })
  cpSync(join(root, 'scripts/lib/shell'), join(origin, 'scripts/lib/shell'), { recursive: true })
  writeFileSync(join(origin, '.gitignore'), '.cache/\n')
  const commits = (
    [
      ['first', 0],
      ['second', 7],
      ['third', 3],
    ] as const
  ).map(([name, code]) => {
    writeFileSync(join(origin, 'scripts/deploy.sh'), deployed(name, code))
    chmodSync(join(origin, 'scripts/deploy.sh'), 0o755)
    git(origin, 'add', '--all')
    git(origin, 'commit', '--quiet', '--message', name)
    return git(origin, 'rev-parse', 'HEAD')
  })
  git(home, 'clone', '--quiet', origin, folder)
  git(folder, 'checkout', '--quiet', '--detach', commits[0] ?? '')
  mkdirSync(path)
  writeFileSync(join(path, 'ssh'), ssh(folder), { mode: 0o755 })
  return {
    ...{ path, origin, folder, commits, git },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  }
}
