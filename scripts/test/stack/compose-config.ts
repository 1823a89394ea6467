import { spawnSync } from 'node:child_process'
import { engineEnv, missingCompose, root } from './engine.ts'

/** A service as `docker compose config` prints it, as far as the tests look. */
export interface ComposeService {
  image?: string
  command?: string[] | null
  user?: string
  restart?: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  environment?: Record<string, string | null>
  healthcheck?: { test?: string[] }
  logging?: { options?: Record<string, string> }
  networks?: Record<string, unknown>
  tmpfs?: string[]
  ports?: { host_ip?: string; published?: string }[]
  deploy?: { replicas?: number; resources?: { limits?: { memory?: string; pids?: number } } }
}

export interface ComposeConfig {
  services: Record<string, ComposeService>
  networks: Record<string, { internal?: boolean }>
  secrets: Record<string, unknown>
}

/** The project as Compose understands it, with the values that hold where .env says nothing. */
export function readCompose(...args: string[]): ComposeConfig {
  if (missingCompose() !== undefined) return { services: {}, networks: {}, secrets: {} }
  const command = ['compose', '--env-file', '/dev/null', ...args, 'config', '--format', 'json']
  const { status, stdout, stderr } = spawnSync('docker', command, {
    cwd: root,
    env: engineEnv,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
