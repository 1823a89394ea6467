import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { listOf, numberOf, parsedJson, textOf } from '../http/json-value.ts'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A second home of the backups, kept by restic (https://restic.net): a folder, SFTP, S3 or what else it takes. */
export interface OffSite {
  /** Copies the folder of backups there and forgets what is too old there. */
  copy(backups: string): Promise<void>
  /** Reads back a part of what is there: restic's own check. */
  check(): Promise<void>
  /** The copies there, of whichever installation, the newest last. */
  list(): Promise<{ id: string; at: string; host: string }[]>
  /** Brings all backups of a copy back into the folder; what is there already stays. */
  fetch(id: string, backups: string): Promise<void>
}

interface Options {
  root: string
  env: Environment
  /** Whose copies these are: each server forgets its own alone. */
  host: string
  tools: OpsTools
}

export const hasOffSite = (env: Environment) => (env['BACKUP_RESTIC_REPOSITORY'] ?? '') !== ''

const keep = [
  ['KEEP_DAYS', '--keep-daily', 14],
  ['KEEP_WEEKS', '--keep-weekly', 8],
  ['KEEP_MONTHS', '--keep-monthly', 12],
] as const

const beginAnew =
  ': is it mounted, and BACKUP_RESTIC_REPOSITORY right? To begin anew there, remove .cache/restic'

/** Where containers of restic find the folder of backups: always the same, for restic goes by the path. */
const inside = '/backups'

export function createOffSite({ root, env, host, tools }: Options): OffSite {
  const given = env['BACKUP_RESTIC_REPOSITORY'] ?? ''
  const password = env['BACKUP_RESTIC_PASSWORD'] ?? ''
  if (password === '') {
    throw new StepError('BACKUP_RESTIC_PASSWORD is empty: choose one, and keep it where the server is not')
  }
  const local = /^[a-z0-9]+:/i.test(given) ? undefined : isAbsolute(given) ? given : resolve(root, given)
  const cache = join(root, '.cache', 'restic')
  const sshFolder = env['BACKUP_SSH_DIR'] ? resolve(root, env['BACKUP_SSH_DIR']) : undefined
  const secrets = Object.fromEntries(
    Object.entries(env).filter(([name]) => /^(AWS|B2|AZURE|GOOGLE|RESTIC_REST)_/.test(name)),
  )

  // says that there have been copies in this very place: then an empty one is a disk that is not mounted
  const begun = join(cache, `begun-${createHash('sha256').update(given).digest('hex').slice(0, 12)}`)
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]

  const restic = (args: readonly string[], backups?: { folder: string; readOnly: boolean }) => {
    if (local !== undefined && !existsSync(local)) throw new StepError(`${given} is not there`)
    mkdirSync(cache, { recursive: true, mode: 0o700 })
    // ssh wants the name of whoever it runs as
    const passwd = join(cache, 'passwd')
    writeFileSync(passwd, `operator:x:${uid}:${gid}::/tmp:/bin/sh\n`)
    const ssh = [
      '-o',
      'sftp.args=-F /ssh/config -o UserKnownHostsFile=/ssh/known_hosts -o ServerAliveInterval=30 -o ServerAliveCountMax=6 -o ConnectTimeout=30',
    ]
    return tools.program('restic', ['restic', '--json', ...(sshFolder ? ssh : []), ...args], {
      env: {
        ...Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, value ?? ''])),
        RESTIC_REPOSITORY: local === undefined ? given : '/repository',
        RESTIC_PASSWORD: password,
        RESTIC_CACHE_DIR: '/cache',
      },
      mounts: [
        { source: cache, target: '/cache' },
        { source: passwd, target: '/etc/passwd', readOnly: true },
        ...(local === undefined ? [] : [{ source: local, target: '/repository' }]),
        ...(sshFolder === undefined ? [] : [{ source: sshFolder, target: '/ssh', readOnly: true }]),
        ...(backups === undefined
          ? []
          : [{ source: backups.folder, target: inside, readOnly: backups.readOnly }]),
      ],
      user: `${uid}:${gid}`,
      // a timer of root works in the folder of the operator
      capabilities: uid === 0 ? ['DAC_OVERRIDE'] : [],
      network: local === undefined,
    })
  }
  const run = async (...args: Parameters<typeof restic>) => {
    try {
      return (await runPipeline([restic(...args)])).printed
    } catch (error) {
      throw told(error)
    }
  }

  async function ensureRepository(): Promise<void> {
    if (local !== undefined && !existsSync(local)) {
      if (existsSync(begun)) throw new StepError(`${given} is gone${beginAnew}`)
      mkdirSync(local, { recursive: true, mode: 0o700 })
    }
    try {
      await run(['cat', 'config'])
    } catch (error) {
      if (!(error instanceof StepError) || !/does not exist/.test(error.message)) throw error
      if (existsSync(begun)) throw new StepError(`the copies in ${given} are gone${beginAnew}`)
      await run(['init'])
    }
  }

  return {
    async copy(backups) {
      await ensureRepository()
      // those of runs that were killed; a lock of one that is at work stays
      await run(['unlock'])
      const without = ['--exclude=*.partial', '--exclude=*.deleting', `--exclude=${inside}/metrics`]
      const args = ['backup', `--host=${host}`, '--tag=schoolbot', ...without, inside]
      await run(args, { folder: backups, readOnly: true })
      writeFileSync(begun, '')
      const kept = keep.flatMap(([name, option, usual]) => [option, env[name] || String(usual)])
      await run(['forget', `--host=${host}`, '--tag=schoolbot', '--group-by=host', '--prune', ...kept])
    },
    async check() {
      await run(['check', '--read-data-subset=10%'])
    },
    async list() {
      const answer = await run(['snapshots', '--tag=schoolbot'])
      return listOf(parsedJson(answer)).map((one) => ({
        id: textOf(one, 'short_id') ?? '',
        at: textOf(one, 'time') ?? '',
        host: textOf(one, 'hostname') ?? '',
      }))
    },
    async fetch(id, backups) {
      if (!existsSync(backups)) mkdirSync(backups, { recursive: true, mode: 0o700 })
      const args = ['restore', `${id}:${inside}`, '--target', inside, '--overwrite=never']
      await run(args, { folder: backups, readOnly: false })
      chmodSync(backups, 0o700)
    },
  }
}

/** Restic tells its faults as JSON. */
function told(error: unknown): unknown {
  if (!(error instanceof StepError)) return error
  const messages = error.message.split('\n').flatMap((line) => {
    const at = line.indexOf('{')
    const entry = at < 0 ? undefined : parsedJson(line.slice(at))
    const words = textOf(entry, 'message')
    return words === undefined ? [] : [{ words, code: numberOf(entry, 'code') }]
  })
  const last = messages.at(-1)
  if (last === undefined) return error
  const advice =
    last.code === 12 || /wrong password/.test(last.words)
      ? ': BACKUP_RESTIC_PASSWORD is not that of the repository'
      : ''
  // restic itself only says that ssh has ended
  const ssh = error.message.split('\n').findLast((line) => line.includes('subprocess ssh: '))
  const because = ssh === undefined ? '' : ` (${ssh.replace(/^.*subprocess /, '')})`
  return new StepError(`restic: ${last.words.replace(/^Fatal: /, '')}${because}${advice}`)
}
