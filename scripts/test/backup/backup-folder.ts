import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backupName } from '../../lib/backup/backup-name.ts'
import type { Manifest } from '../../lib/backup/manifest.ts'

const facts = {
  schema: '0042_orders',
  rows: {},
  indexes: 0,
  constraints: 0,
  invalid: 0,
  views: 0,
  functions: 0,
  triggers: 0,
}

export interface Made {
  /** Text of the markers; none without. */
  verified?: string
  pinned?: string
  /** Without the school's database. */
  onlyGrafana?: boolean
  encrypted?: 'no' | 'settings' | 'all'
  /** What stands in the manifest in the place of a good one. */
  manifest?: string
  /** The dump has fewer bytes than the manifest says. */
  short?: boolean
}

/** A folder of backups with real files, small ones. */
export function createBackupFolder(): Disposable & {
  folder: string
  add: (at: string, made?: Made) => string
  write: (name: string, text?: string) => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-backups-'))
  function add(at: string, made: Made = {}): string {
    const name = backupName(new Date(at))
    const path = join(folder, name)
    mkdirSync(path)
    const end = made.encrypted === 'all' ? '.age' : ''
    const file = (fileName: string, bytes: number) => {
      writeFileSync(join(path, fileName), 'x'.repeat(made.short ? bytes - 1 : bytes))
      return { name: fileName, bytes, sha256: '' }
    }
    const manifest: Manifest = {
      ...{ version: 1, name, begunAt: at, doneAt: new Date(Date.parse(at) + 90_500).toISOString() },
      ...{ revision: null, postgres: '18.6', missing: [] },
      databases: made.onlyGrafana
        ? {}
        : {
            schoolbot: {
              ...file(`schoolbot.dump${end}`, 1000),
              ...{ database: 'schoolbot', owner: 'schoolbot', databaseBytes: 8000, settings: [], facts },
              newest: null,
            },
          },
      grafana: file(`grafana.db${end}`, 500),
    }
    if (made.encrypted !== undefined && made.encrypted !== 'no')
      manifest.settings = file('settings.tar.age', 100)
    writeFileSync(join(path, 'manifest.json'), made.manifest ?? JSON.stringify(manifest))
    if (made.verified !== undefined) writeFileSync(join(path, 'verified'), made.verified)
    if (made.pinned !== undefined) writeFileSync(join(path, 'pinned'), made.pinned)
    return name
  }
  return {
    folder,
    add,
    write: (name, text = '') => writeFileSync(join(folder, name), text),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}
