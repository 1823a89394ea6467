import { UsageError } from '../steps/exit-code.ts'
import { typedOptions } from '../steps/typed-options.ts'
import { isReleaseId } from './releases.ts'

export const environments = ['prod', 'staging'] as const
export type Environment = (typeof environments)[number]

/** What deploy.sh was asked for. */
export type Wish =
  | {
      kind: 'deploy'
      environment: Environment
      mode: 'apply' | 'check' | 'dry-run'
      /** Whose newer images and settings are taken up beside the bot; all of them when empty, none when undefined. */
      services: readonly string[] | undefined
      allowContract: boolean
    }
  /** Without a release, to the one before the present one. */
  | { kind: 'rollback'; release: string | undefined; allowContract: boolean; dryRun: boolean }
  | { kind: 'history'; json: boolean }
  | { kind: 'status'; json: boolean }

export type DeployWish = Wish & { kind: 'deploy' }
export type RollbackWish = Wish & { kind: 'rollback' }

const options = {
  check: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  services: { type: 'boolean', default: false },
  'allow-contract': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const
type Option = keyof typeof options

const optionsOf: Readonly<Record<Wish['kind'], readonly Option[]>> = {
  deploy: ['check', 'dry-run', 'services', 'allow-contract'],
  rollback: ['dry-run', 'allow-contract'],
  history: ['json'],
  status: ['json'],
}

/** Throws a UsageError. */
export function readOptions(args: readonly string[]): Wish {
  const { values, positionals } = typedOptions(args, options)
  const [command, ...rest] = positionals
  const environment = environments.find((one) => one === command)
  const kind =
    environment === undefined
      ? (['rollback', 'history', 'status'] as const).find((one) => one === command)
      : 'deploy'
  if (kind === undefined) {
    const words = command === undefined ? 'what is to be done' : `unknown command ${command}`
    throw new UsageError(`${words}: prod, staging, rollback, history or status (see --help)`)
  }
  const given = Object.keys(options).filter((name): name is Option => values[name as Option])
  const stray = given.find((name) => !optionsOf[kind].includes(name))
  if (stray !== undefined) throw new UsageError(`--${stray} does not belong to ${command} (see --help)`)
  const allowed = kind === 'rollback' ? 1 : kind === 'deploy' && values.services ? rest.length : 0
  if (rest.length > allowed) throw new UsageError(`unknown argument ${rest[allowed]} (see --help)`)
  if (kind === 'history' || kind === 'status') return { kind, json: values.json }
  if (kind === 'rollback' || environment === undefined) return rollbackTo(rest[0], values)
  if (values.check && values['dry-run'])
    throw new UsageError('--check and --dry-run exclude each other (see --help)')
  return {
    kind: 'deploy',
    environment,
    mode: values.check ? 'check' : values['dry-run'] ? 'dry-run' : 'apply',
    services: values.services ? rest : undefined,
    allowContract: values['allow-contract'],
  }
}

function rollbackTo(release: string | undefined, values: Record<Option, boolean>): RollbackWish {
  if (release !== undefined && !isReleaseId(release)) {
    throw new UsageError(
      `${release} is no release such as 20261201-083000Z: ./scripts/deploy.sh history shows them`,
    )
  }
  return { kind: 'rollback', release, allowContract: values['allow-contract'], dryRun: values['dry-run'] }
}
