import { schoolDatabase, schoolOwner } from '../backup/backup-run.ts'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import type { Setup } from '../steps/step.ts'
import type { Interruption } from './interruption.ts'
import type { RestoreOptions } from './restore-options.ts'
import type { Terminal } from './terminal.ts'

/** Where a killed run leaves something behind: tests die at each of them. */
export const restoreMoments = [
  'restore: database made',
  'restore: loaded',
  'restore: ready',
  'restore: stopped',
  'restore: carried over',
  'restore: exchanging',
  'restore: exchanged',
  'restore: started',
  'restore: healthy',
] as const
export type RestoreMoment = (typeof restoreMoments)[number]

/** What a restore works with. */
export interface RestoreRun {
  docker: StreamingDocker
  project: ComposeProject
  setup: Setup
  server: PostgresServer
  terminal: Terminal
  options: RestoreOptions
  at: Date
  interruption: Interruption
}

/** A database of the installation, and who works with it. */
export interface Target {
  part: 'schoolbot' | 'glitchtip'
  database: string
  owner: string
  /** Which writes into it. */
  service: string
  /** Who else may connect, if he is there. */
  readers: string[]
}

export function targetOf(part: 'schoolbot' | 'glitchtip', env: Setup['env']): Target {
  if (part === 'glitchtip') {
    return { part, database: 'glitchtip', owner: 'glitchtip', service: 'glitchtip', readers: [] }
  }
  const readers = ['grafana_reader', 'postgres_exporter']
  return { part, database: schoolDatabase(env), owner: schoolOwner(env), service: 'bot', readers }
}
