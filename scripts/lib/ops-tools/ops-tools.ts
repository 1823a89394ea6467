import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StreamingDocker } from '../compose/docker.ts'
import type { Program } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'

interface Surroundings {
  /** Without what is on this machine it sees its stdin alone. `source` may be a volume. */
  mounts?: readonly { source: string; target: string; readOnly?: boolean }[]
  env?: Readonly<Record<string, string>>
  /** `uid:gid`; the image's own user without it. */
  user?: string
  /** What root may there beside what every user may, such as DAC_READ_SEARCH: to read what is its owner's alone. */
  capabilities?: readonly string[]
  /** Off unless asked for. */
  network?: boolean
}

/** age, restic and sqlite3 in an image of ours: what the Dockerfile beside this file has. */
export interface OpsTools {
  image: string
  /** Reads stdin, writes stdout, and is gone with its container when it has ended. */
  program(name: string, command: readonly string[], surroundings?: Surroundings): Program
}

const folder = import.meta.dirname

/** Builds the image where it is not there yet; throws a StepError that says why it cannot be had. */
export async function ensureOpsTools(
  { docker, program }: StreamingDocker,
  say: (line: string) => void,
): Promise<OpsTools> {
  const sum = createHash('sha256')
    .update(readFileSync(join(folder, 'Dockerfile')))
    .digest('hex')
  const image = `schoolbot/ops-tools:${sum.slice(0, 12)}`
  const isThere = await docker(['image', 'inspect', '--format', 'there', image]).catch(() => '')
  if (isThere.trim() !== 'there') {
    say('Building the image with age, restic and sqlite3 (once, about a minute)')
    await docker(['build', '--quiet', '--tag', image, folder], { withinMs: 900_000 }).catch(
      (error: unknown) => {
        if (!(error instanceof StepError)) throw error
        throw new StepError(
          `the image with age, restic and sqlite3 cannot be built, for which this machine must reach Docker Hub and Debian's packages: ${error.message}`,
        )
      },
    )
  }
  return {
    image,
    program: (name, command, { mounts = [], env = {}, user, capabilities = [], network = false } = {}) =>
      program(
        name,
        [
          ...['run', '--rm', '--interactive', '--cap-drop=ALL', '--security-opt=no-new-privileges:true'],
          // else the engine writes all that passes through into a log, in the clear
          ...['--log-driver=none', '--read-only', '--tmpfs=/tmp:mode=1777', '--tmpfs=/var/lib/postgresql'],
          ...(network ? [] : ['--network=none']),
          ...(user === undefined ? [] : [`--user=${user}`]),
          ...capabilities.map((capability) => `--cap-add=${capability}`),
          // by name alone: arguments are for everybody to see
          ...Object.keys(env).map((variable) => `--env=${variable}`),
          ...mounts.map(
            ({ source, target, readOnly = false }) => `--volume=${source}:${target}${readOnly ? ':ro' : ''}`,
          ),
          ...[image, ...command],
        ],
        env,
      ),
  }
}
