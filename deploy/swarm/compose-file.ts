import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A service of docker-compose.yml, as far as Swarm can run it. */
export interface ComposeService {
  [key: string]: unknown
  environment?: Record<string, string | number>
  profiles?: string[]
  ports?: string[]
  volumes?: (string | { type: string; source: string; target: string; read_only?: boolean })[]
  tmpfs?: string[]
  shm_size?: string
  secrets?: string[]
  networks?: string[]
  deploy?: ComposeDeploy
}

export interface ComposeDeploy {
  replicas?: number | string
  resources?: { limits?: Record<string, string | number> }
}

export interface ComposeFile {
  services: Record<string, ComposeService>
  networks: Record<string, { internal?: boolean } | null>
  volumes: Record<string, unknown>
  secrets: Record<string, { file: string }>
}

/** docker-compose.yml with the limits of docker-compose.override.yml, as Compose merges them; variables stay as they are. */
export function readComposeFile(root: string): ComposeFile {
  const read = (name: string) => parse(readFileSync(join(root, name), 'utf8'), { merge: true })
  const compose: ComposeFile = read('docker-compose.yml')
  const override: Pick<ComposeFile, 'services'> = read('docker-compose.override.yml')
  for (const [name, { deploy }] of Object.entries(override.services)) {
    const service = compose.services[name]
    if (service === undefined) throw new Error(`docker-compose.override.yml has a service ${name} of its own`)
    const limits = { ...service.deploy?.resources?.limits, ...deploy?.resources?.limits }
    service.deploy = { ...service.deploy, ...deploy, resources: { limits } }
  }
  return compose
}
