import { resolve } from 'node:path'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import type { Setup } from '../steps/step.ts'
import type { RetentionOptions } from './retention.ts'
import type { Sealing } from './sealing.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where this installation keeps its backups. */
export const backupsFolder = (root: string, env: Environment) => resolve(root, env['BACKUP_DIR'] || 'backups')

/** What the parts of one backup are made with. */
export interface BackupRun {
  docker: StreamingDocker
  project: ComposeProject
  setup: Setup
  server: PostgresServer
  sealing: Sealing
  /** The folder of the backup that is being made. */
  folder: string
  /** Bytes written so far of what. */
  progress: (what: string, bytes: number) => void
}

/** How long backups are kept, as .env has it. */
export const keepOptions = (env: Environment, now: Date): RetentionOptions => ({
  now,
  timezone: env['SCHOOL_TIMEZONE'] || 'Europe/Moscow',
  keepDays: Number(env['KEEP_DAYS'] || 14),
  keepWeeks: Number(env['KEEP_WEEKS'] || 8),
  keepMonths: Number(env['KEEP_MONTHS'] || 12),
})
