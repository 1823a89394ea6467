import { UsageError } from '../steps/exit-code.ts'
import { typedOptions } from '../steps/typed-options.ts'

export type SwarmWish =
  | { kind: 'deploy'; stack: string; allowContract: boolean; noBackup: boolean }
  | { kind: 'status'; stack: string }

/** What was typed after deploy.sh; throws a UsageError that says what does not fit. */
export function readOptions(args: readonly string[]): SwarmWish {
  const { values, positionals } = typedOptions(args, known)
  const { stack } = values
  if (positionals.length > 0) throw new UsageError(`${positionals.join(' ')} is not known (see --help)`)
  // with a name and a version it must fit into 64 characters
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stack)) {
    throw new UsageError('--stack takes up to 20 small letters, digits and - (see --help)')
  }
  if (values.status) return { kind: 'status', stack }
  return { kind: 'deploy', stack, allowContract: values['allow-contract'], noBackup: values['no-backup'] }
}

const known = {
  stack: { type: 'string', default: 'schoolbot' },
  status: { type: 'boolean', default: false },
  'allow-contract': { type: 'boolean', default: false },
  'no-backup': { type: 'boolean', default: false },
} as const
