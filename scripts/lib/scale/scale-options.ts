import { UsageError } from '../steps/exit-code.ts'
import { typedOptions } from '../steps/typed-options.ts'

/** What was typed after scale.sh. */
export type ScaleWish = { kind: 'scale'; count: number; dryRun: boolean } | { kind: 'status'; json: boolean }

/** As BOT_REPLICAS may be. */
const most = 50

/** Throws a UsageError that says what does not fit. */
export function readWish(args: readonly string[]): ScaleWish {
  const { values, positionals } = typedOptions(args, known)
  const [typed, ...more] = positionals
  if (more.length > 0) throw new UsageError(`one number of replicas: ${positionals.join(' ')} (see --help)`)
  if (values.status) {
    if (typed !== undefined || values['dry-run']) throw new UsageError('--status only looks (see --help)')
    return { kind: 'status', json: values.json }
  }
  if (values.json) throw new UsageError('--json is for --status (see --help)')
  if (typed === undefined) throw new UsageError('how many replicas? (see --help)')
  const count = /^\d{1,9}$/.test(typed) ? Number(typed) : 0
  if (count < 1 || count > most) {
    const advice = typed === '0' ? '; docker compose stop bot stops them all' : ''
    throw new UsageError(`a number of replicas is from 1 to ${most}, and not ${typed}${advice}`)
  }
  return { kind: 'scale', count, dryRun: values['dry-run'] }
}

const known = {
  status: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const
