import { UsageError } from '../steps/exit-code.ts'
import { typedOptions } from '../steps/typed-options.ts'

const restorable = ['schoolbot', 'glitchtip', 'grafana'] as const
export type Restorable = (typeof restorable)[number]

/** What was typed after restore.sh. */
export interface RestoreOptions {
  /** A path, a bare name within the folder of backups, or `latest`; with `undo` the name of a kept database. */
  file: string | undefined
  only: Restorable | undefined
  /** The file of a private key of age. */
  key: string | undefined
  /** A moment, as it was typed. */
  at: string | undefined
  yes: boolean
  dryRun: boolean
  undo: boolean
  newServer: boolean
  rescue: boolean
}

/** Throws a UsageError that says what does not fit. */
export function readOptions(args: readonly string[]): RestoreOptions {
  const { values, positionals } = typedOptions(args, known)
  const only = restorable.find((part) => part === values.only)
  if (values.only !== undefined && only === undefined) {
    throw new UsageError(`--only takes ${restorable.join(', ')} (see --help)`)
  }
  if (positionals.length > 1) {
    throw new UsageError(`one backup at a time: ${positionals.join(' ')} (see --help)`)
  }
  const options: RestoreOptions = {
    ...{ file: positionals[0], only, key: values.key, at: values.at },
    ...{ yes: values.yes, undo: values.undo, rescue: values.rescue },
    ...{ dryRun: values['dry-run'], newServer: values['new-server'] },
  }
  const fault = faultOf(options)
  if (fault !== undefined) throw new UsageError(`${fault} (see --help)`)
  return options
}

const known = {
  only: { type: 'string' },
  key: { type: 'string' },
  at: { type: 'string' },
  yes: { type: 'boolean', default: false },
  undo: { type: 'boolean', default: false },
  rescue: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  'new-server': { type: 'boolean', default: false },
} as const

function faultOf({ file, only, at, undo, newServer, rescue }: RestoreOptions): string | undefined {
  const ways = [undo && '--undo', newServer && '--new-server', rescue && '--rescue'].filter(Boolean)
  if (ways.length > 1) return `${ways.join(' and ')} exclude each other`
  if (at !== undefined && file !== undefined) return '--at needs no file: it looks for what it needs'
  if (at !== undefined && (undo || newServer)) return `--at and ${ways.join()} exclude each other`
  if (at !== undefined && only !== undefined && only !== 'schoolbot') return '--at is for the school alone'
  if (undo && /[./]/.test(file ?? '')) return '--undo takes the name of a kept database, and no file'
  if (undo && only === 'grafana') return '--undo is for databases'
  if ((newServer || rescue) && only !== undefined) {
    return `${ways.join()} restores everything: --only does not fit`
  }
  return undefined
}
