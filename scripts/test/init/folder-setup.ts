import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDocker } from '../../lib/compose/docker.ts'
import { createSetup } from '../../lib/steps/setup.ts'
import type { Setup } from '../../lib/steps/step.ts'

/** A set-up in a folder of its own, of an installation that has these services and no engine. */
export function createFolderSetup(options: {
  env?: Record<string, string>
  present?: string[]
  /** Where its services answer. */
  url?: string
}): Disposable & { setup: Setup; folder: string; said: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-setup-'))
  const env = options.env ?? {}
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(folder, '.env'), lines.join(''), { mode: 0o600 })
  const said: string[] = []
  const setup = createSetup({
    root: folder,
    env,
    docker: createDocker(folder, { PATH: folder }),
    project: {
      name: 'school',
      present: options.present ?? ['alertmanager', 'node-exporter'],
      replicasOf: () => 1,
      dependsOn: () => false,
      urlOf: () => options.url ?? 'http://127.0.0.1:47',
      mountedFiles: [],
      maxConnections: undefined,
      glitchTipPool: 0,
      volumeOf: () => undefined,
      networkOf: () => undefined,
      imageOf: () => '',
      memoryOf: () => undefined,
      portsOf: () => undefined,
    },
    say: (line) => said.push(line),
  })
  return { setup, folder, said, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}
