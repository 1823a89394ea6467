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

/** Removes the project with its data, and the images that were made for it and for its releases. */
export async function takeDown(docker: Docker, compose: Docker): Promise<void> {
  await compose('down', '--volumes', '--remove-orphans', '--timeout', '10')
  const listed = await docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', 'schoolbot/*')
  const images = listed.split('\n').filter((image) => image.split(':')[1]?.startsWith(projectName))
  if (images.length > 0) await docker('image', 'rm', '--force', ...images)
}
