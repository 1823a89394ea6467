import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../../bot/test/until.ts'
import { findProgram } from '../../lib/processes/find-program.ts'
import { isPortFree } from '../../lib/processes/free-port.ts'

/** Why there is no registry of images to fetch from, if there is none. */
export const missingRegistry =
  findProgram('docker-registry') === undefined && 'no docker-registry on PATH (a package of Debian)'

/** A registry on this machine, which an engine trusts without TLS at such an address. */
export interface ImageRegistry {
  /** 127.0.0.1:5000 */
  host: string
  /** It can be reached no more until it is started. */
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

export async function startRegistry(port: number): Promise<ImageRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-registry-'))
  const config = join(folder, 'config.yml')
  writeFileSync(
    config,
    `version: 0.1
log: { level: error }
storage: { filesystem: { rootdirectory: ${folder}/images } }
http: { addr: "127.0.0.1:${port}" }
`,
  )
  const begin = () => spawn('docker-registry', ['serve', config], { stdio: 'ignore' })
  let running = begin()
  const isUp = async () => (await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined))?.ok
  async function stop(): Promise<void> {
    if (running.exitCode !== null || running.signalCode !== null) return
    running.kill()
    await once(running, 'exit')
  }
  await until('the registry answers', isUp)
  return {
    host: `127.0.0.1:${port}`,
    stop,
    async start() {
      await until('its port is free', () => isPortFree(port))
      running = begin()
      await until('the registry answers', isUp)
    },
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
