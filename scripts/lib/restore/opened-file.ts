import { closeSync, openSync, readSync } from 'node:fs'
import { openSealed } from '../backup/sealing.ts'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import { VerificationError } from '../steps/exit-code.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { headBytes, kindOf, refusalOf } from './file-kind.ts'

export interface Unsealing {
  tools: () => Promise<OpsTools>
  /** The text of a private key of age. */
  key: string | undefined
}

/** How a file is to be read, found out by its bytes: what is sealed in it, and packed in that. */
export async function openFile(
  file: string,
  server: PostgresServer,
  { tools, key }: Unsealing,
): Promise<{ opening: Program[]; format: 'custom' | 'plain' }> {
  const opening: Program[] = []
  let head = firstBytes(file)
  for (;;) {
    const kind = kindOf(head)
    if (kind === 'custom' || kind === 'plain') return { opening, format: kind }
    // gzip in age in gzip is nobody's dump
    if ((kind !== 'age' && kind !== 'gzip') || opening.length > 1) {
      const refused = kind === 'age' || kind === 'gzip' ? 'unknown' : kind
      throw new VerificationError(`${file} cannot be restored: ${refusalOf(refused)}`)
    }
    if (kind === 'age') {
      if (key === undefined) {
        throw new PreflightError(`${file} is sealed with age: give the private key with --key FILE`)
      }
      opening.push(openSealed(await tools(), key))
    } else opening.push(server.program('gzip', ['gzip', '--decompress', '--stdout']))
    head = await readThrough(file, opening, server)
  }
}

/** Opens the whole file, so that nothing of it is used before its last byte has been found good. */
async function readThrough(file: string, opening: Program[], server: PostgresServer): Promise<Buffer> {
  const command = `head -c ${headBytes} | base64 --wrap=0; cat > /dev/null`
  const look = server.program('the look into the file', ['sh', '-c', command])
  try {
    const { printed } = await runPipeline([...opening, look], { from: { file } })
    return Buffer.from(printed, 'base64')
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new VerificationError(`${file} cannot be restored: ${wordsFor(error.message)}`)
  }
}

/** What age and gzip say, in words that tell what to do. */
export function wordsFor(complaint: string): string {
  if (/no identity matched/.test(complaint)) return 'it is sealed for another key than that of --key'
  if (/malformed secret key|unknown identity type|no secret keys found/.test(complaint)) {
    return 'the file of --key holds no private key of age (a line that begins with AGE-SECRET-KEY-)'
  }
  if (complaint.startsWith('age: ')) return 'it is damaged or cut: what was sealed cannot be opened'
  if (complaint.startsWith('gzip: ')) return 'it is damaged or cut: gzip cannot read it to its end'
  return complaint
}

function firstBytes(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(headBytes)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, headBytes, 0))
  } finally {
    closeSync(descriptor)
  }
}
