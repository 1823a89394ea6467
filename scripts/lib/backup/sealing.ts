import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import type { Program } from '../processes/pipeline.ts'
import { UsageError } from '../steps/exit-code.ts'
import { PreflightError } from '../steps/step.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What leaves a file for the holders of private keys alone (https://age-encryption.org). */
export interface Sealing {
  /** Whether the databases are sealed too, and not only .env and secrets/. */
  sealsAll: boolean
  /** undefined without a recipient: then settings have no place in a backup. Throws when age cannot be had. */
  seal: (() => Promise<Program>) | undefined
}

/** The recipients of BACKUP_AGE_RECIPIENT: public keys, divided by commas or spaces. */
export function recipientsOf(env: Environment): string[] {
  return (env['BACKUP_AGE_RECIPIENT'] ?? '').split(/[\s,]+/).filter((word) => word !== '')
}

/**
 * `tools` is asked for only when something is to be sealed. Throws a PreflightError when BACKUP_ENCRYPT asks for what
 * cannot be: nothing is to lie there in the clear for a typing error.
 */
export function createSealing(env: Environment, tools: () => Promise<OpsTools>): Sealing {
  const recipients = recipientsOf(env)
  const what = env['BACKUP_ENCRYPT']?.trim() || 'settings'
  if (what !== 'settings' && what !== 'all') {
    throw new PreflightError(`BACKUP_ENCRYPT must be settings or all, not ${what}`)
  }
  if (recipients.length === 0) {
    if (what === 'settings') return { sealsAll: false, seal: undefined }
    throw new PreflightError('BACKUP_ENCRYPT=all needs BACKUP_AGE_RECIPIENT: for whom?')
  }
  const to = recipients.flatMap((recipient) => ['--recipient', recipient])
  return {
    sealsAll: what === 'all',
    seal: async () => (await tools()).program('age', ['age', '--encrypt', ...to]),
  }
}

/** The file of a private key, as the operator named it; throws a UsageError when there is none. */
export function findKey(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  if (!existsSync(file)) throw new UsageError(`there is no ${file}: --key names the file of a private key`)
  return resolve(file)
}

/** Reads what was sealed. The key stays in its file: in the environment of a container the engine would write it down. */
export function openSealed(tools: OpsTools, keyFile: string): Program {
  return tools.program('age', ['age', '--decrypt', '--identity', '/key'], {
    mounts: [{ source: keyFile, target: '/key', readOnly: true }],
    // it is its owner's alone
    user: '0:0',
    capabilities: ['DAC_READ_SEARCH'],
  })
}
