import type { OpsTools } from '../ops-tools/ops-tools.ts'
import type { Program } from '../processes/pipeline.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What leaves a file for the holders of private keys alone (https://age-encryption.org). */
export interface Sealing {
  /** Whether the databases are sealed too, and not only .env and secrets/. */
  sealsAll: boolean
  /** undefined without a recipient: then settings have no place in a backup. */
  seal: Program | undefined
}

/** The recipients of BACKUP_AGE_RECIPIENT: public keys, divided by commas or spaces. */
export function recipientsOf(env: Environment): string[] {
  return (env['BACKUP_AGE_RECIPIENT'] ?? '').split(/[\s,]+/).filter((word) => word !== '')
}

/** `tools` is asked for only when something is to be sealed. */
export async function createSealing(env: Environment, tools: () => Promise<OpsTools>): Promise<Sealing> {
  const recipients = recipientsOf(env)
  if (recipients.length === 0) return { sealsAll: false, seal: undefined }
  const to = recipients.flatMap((recipient) => ['--recipient', recipient])
  return {
    sealsAll: env['BACKUP_ENCRYPT'] === 'all',
    seal: (await tools()).program('age', ['age', '--encrypt', ...to]),
  }
}

/** Reads what was sealed; the key goes by the environment of the program alone. */
export function openSealed(tools: OpsTools, key: string): Program {
  const command = 'umask 077; printf "%s\\n" "$AGE_KEY" > /tmp/key; exec age --decrypt --identity /tmp/key'
  return tools.program('age', ['sh', '-c', command], { env: { AGE_KEY: key } })
}
