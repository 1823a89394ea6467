import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { UnixUser } from '../processes/owned-process.ts'
import { copyPrograms, findPrograms } from './postgres-programs.ts'

/** Where Postgres finds its programs and keeps its data, and as whom it runs. */
export type PostgresPlace = { bin: string; dataDir: string; user: UnixUser | undefined }

/** Only root writes here, and everybody may pass through: what the postgres user cannot reach goes here. */
const REACHABLE = '/var/lib/schoolbot-embedded'

/**
 * Postgres refuses to run as root, so root starts it as the user postgres. That user cannot pass
 * through a checkout under /root or in a private temporary folder; then the programs are copied and
 * the data are kept elsewhere, under a name made from the folder that was asked for.
 */
export function findPostgresPlace(wantedDataDir: string, say: (line: string) => void): PostgresPlace {
  const programs = findPrograms()
  const dataDir = resolve(wantedDataDir)
  if (process.getuid?.() !== 0) {
    mkdirSync(dirname(dataDir), { recursive: true })
    return { bin: join(programs.folder, 'bin'), dataDir, user: undefined }
  }
  const user = findPostgresUser() ?? createPostgresUser(say)
  const folder = canReach(user, join(programs.folder, 'bin', 'postgres'))
    ? programs.folder
    : copyPrograms(programs, REACHABLE, say)
  return { bin: join(folder, 'bin'), dataDir: placeData(dataDir, user, say), user }
}

function placeData(wanted: string, user: UnixUser, say: (line: string) => void): string {
  mkdirSync(dirname(wanted), { recursive: true })
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  const elsewhere = join(REACHABLE, `data-${key}`)
  // Data that are elsewhere stay there, even when the folder has been opened since.
  if (!existsSync(elsewhere) && canReach(user, dirname(wanted))) return wanted
  mkdirSync(REACHABLE, { recursive: true, mode: 0o755 })
  say(`The user postgres cannot enter this folder: the data are kept in ${elsewhere}`)
  return elsewhere
}

function canReach(user: UnixUser, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...user, stdio: 'ignore', cwd: '/' }).status === 0
}

function findPostgresUser(): UnixUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const answer = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return answer.status === 0 ? Number(answer.stdout) : undefined
  })
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

function createPostgresUser(say: (line: string) => void): UnixUser {
  say('Postgres refuses to run as root: creating the system user postgres for it')
  spawnSync('/usr/sbin/useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ])
  const user = findPostgresUser()
  if (user === undefined)
    throw new Error('cannot create the user postgres: run as a normal user, or set DATABASE_URL')
  return user
}

/** Gives a file or an empty folder to the user Postgres runs as, closed to everybody else. */
export function giveTo(user: UnixUser | undefined, path: string, mode: number): void {
  chmodSync(path, mode)
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}
