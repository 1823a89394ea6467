import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { engineEnv } from './engine.ts'
import { projectName } from './leftovers.ts'

export type Docker = (...args: string[]) => Promise<string>

/** Runs docker in a folder; gives what it printed. */
export function dockerIn(cwd: string, env: NodeJS.ProcessEnv = engineEnv): Docker {
  return async (...args) => {
    const options = { cwd, env, maxBuffer: 2 ** 26, timeout: 240_000 }
    return (await promisify(execFile)('docker', args, options)).stdout
  }
}

/** Removes the project with its data, and the image that was built for it. */
export async function takeDown(docker: Docker, compose: Docker): Promise<void> {
  await compose('down', '--volumes', '--remove-orphans', '--timeout', '10')
  await docker('image', 'rm', '--force', `schoolbot/bot:${projectName}`)
}
