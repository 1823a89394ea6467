import { UsageError } from '../steps/exit-code.ts'
import { typedOptions } from '../steps/typed-options.ts'
import { type Part, parts } from './manifest.ts'

/** What backup.sh was asked for. */
export type Wish =
  | { kind: 'make'; only: Part | undefined; drill: boolean; scheduled: boolean; dryRun: boolean }
  | { kind: 'verify'; name: string; keyFile: string | undefined }
  | { kind: 'list'; json: boolean }
  | { kind: 'pin'; name: string; reason: string | undefined }
  | { kind: 'fetch'; id: string | undefined }
  /** backup.sh found another script at work for an hour. */
  | { kind: 'kept-out'; by: string }
  | { kind: 'schedule'; act: 'show' | 'install' | 'remove'; at: string; drill: string }

const options = {
  only: { type: 'string' },
  drill: { type: 'boolean', default: false },
  scheduled: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
  key: { type: 'string' },
  list: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  pin: { type: 'string' },
  unpin: { type: 'string' },
  fetch: { type: 'boolean', default: false },
  'kept-out': { type: 'string' },
  schedule: { type: 'boolean', default: false },
  at: { type: 'string', default: '02:00' },
  'drill-day': { type: 'string', default: 'sunday' },
} as const

/** Throws a UsageError. */
export function parseWish(args: readonly string[]): Wish {
  const { values, positionals } = typedOptions(args, options)
  const [first, ...rest] = positionals
  const tooMany = (allowed: boolean) => {
    const one = allowed ? rest[0] : first
    if (one !== undefined) throw new UsageError(`unknown argument ${one} (see --help)`)
  }
  const kinds = ['verify', 'list', 'fetch', 'schedule', 'drill'] as const
  const asked = kinds.filter((kind) => values[kind])
  if (asked.length > 1) throw new UsageError(`--${asked.join(' and --')} exclude each other (see --help)`)
  if (values.key !== undefined && !values.verify)
    throw new UsageError('--key belongs to --verify (see --help)')
  if (values['kept-out'] !== undefined) return { kind: 'kept-out', by: values['kept-out'] }
  if (values.verify) {
    tooMany(true)
    return { kind: 'verify', name: first ?? 'latest', keyFile: values.key }
  }
  if (values.list) {
    tooMany(false)
    return { kind: 'list', json: values.json }
  }
  if (values.fetch) {
    tooMany(true)
    return { kind: 'fetch', id: first }
  }
  if (values.schedule) {
    tooMany(true)
    const act = first ?? 'show'
    if (act !== 'show' && act !== 'install' && act !== 'remove') {
      throw new UsageError(`--schedule takes install or remove, not ${act} (see --help)`)
    }
    return { kind: 'schedule', act, at: values.at, drill: values['drill-day'] }
  }
  if (values.pin !== undefined) {
    return { kind: 'pin', name: values.pin, reason: positionals.join(' ') || 'pinned by hand' }
  }
  tooMany(false)
  if (values.unpin !== undefined) return { kind: 'pin', name: values.unpin, reason: undefined }
  const { drill, scheduled, 'dry-run': dryRun } = values
  return { kind: 'make', only: partOf(values.only), drill, scheduled, dryRun }
}

function partOf(only: string | undefined): Part | undefined {
  const part = parts.find((one) => one === only)
  if (only !== undefined && part === undefined) {
    throw new UsageError(`--only takes ${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}, not ${only}`)
  }
  return part
}
