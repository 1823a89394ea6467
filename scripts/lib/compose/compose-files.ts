import type { EnvFile } from '../settings/env-file.ts'
import { StepError } from '../steps/step.ts'
import type { ComposeProject } from './compose-project.ts'
import { readProject } from './compose-project.ts'
import type { Docker } from './docker.ts'
import { unreadableMounts } from './mounted-files.ts'

interface Options {
  root: string
  file: EnvFile
  /** Of the shell, which come before those of .env. */
  processEnv: NodeJS.ProcessEnv
}

/** The installation as Compose reads it, or why it cannot be worked with; no fault has a value of .env in it. */
export async function judgeComposeFiles(
  docker: Docker,
  { root, file, processEnv }: Options,
): Promise<{ project: ComposeProject } | { faults: string[] }> {
  try {
    const [project, different] = await Promise.all([
      readProject(docker),
      readDifferently(docker, file, processEnv),
      // with what may be added to them, too
      docker.compose(['--profile', '*', 'config', '--quiet']),
    ])
    const faults = [...different, ...unreadableMounts(root, project.mountedFiles)]
    return faults.length === 0 ? { project } : { faults }
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return { faults: [withoutItsQuotation(error.message)] }
  }
}

/** What Compose cannot read in .env it shows, and that may be a password. */
export function withoutItsQuotation(message: string): string {
  if (!/failed to read .*\.env\b/.test(message)) return message
  const line = /: (line \d+):/.exec(message)?.[1]
  const where = line === undefined ? '' : ` (about ${line})`
  return `Docker Compose cannot read .env${where}: look for a quote without its pair, for a line without =, and for a $ that is not in single quotes`
}

/**
 * A value that the scripts take for another one than Compose does: half a password, or a folder where no container
 * looks. Of versions of Compose that do not tell how they read it, it is not known.
 */
async function readDifferently(
  { compose }: Docker,
  { values, names }: EnvFile,
  processEnv: NodeJS.ProcessEnv,
): Promise<string[]> {
  const printed = await compose(['config', '--environment']).catch(() => '')
  const lines = printed.split('\n')
  const toCompose = new Map(lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]))
  return names
    .filter((name) => toCompose.has(name) && processEnv[name] === undefined)
    .filter((name) => toCompose.get(name) !== values[name])
    .map(
      (name) =>
        `${name} is read by Docker Compose in another way than by the scripts, because of a quote, #, $ or \\ in it: put the value in single quotes`,
    )
}
