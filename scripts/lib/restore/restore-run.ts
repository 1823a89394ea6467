import type { ComposeProject } from '../compose/compose-project.ts'
import { createDocker, type StreamingDocker } from '../compose/docker.ts'
import { schoolDatabase, schoolOwner } from '../postgres/database-names.ts'
import { createPostgresServer, type PostgresServer } from '../postgres/postgres-server.ts'
import type { Interruption } from '../steps/interruption.ts'
import { openSetup } from '../steps/open-setup.ts'
import type { Setup } from '../steps/step.ts'
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
/** The same of a new server and of a rescue, beside those of each database. */
export const newServerMoments = [
  'new server: settings',
  'new server: certificates',
  'new server: postgres',
  'new server: databases',
  'new server: grafana',
  'new server: started',
] as const
export const rescueMoments = [
  'rescue: begun',
  'rescue: put aside',
  'rescue: empty',
  'rescue: school',
  'rescue: restored',
  'rescue: started',
] as const
export type RestoreMoment = (typeof restoreMoments)[number]

/** What a restore works with. */
export interface RestoreRun {
  docker: StreamingDocker
  /** Which no signal ends: to take back what was begun. */
  steadyDocker: StreamingDocker
  project: ComposeProject
  setup: Setup
  server: PostgresServer
  terminal: Terminal
  options: RestoreOptions
  at: Date
  interruption: Interruption
}

/** A restore as far as it can be had before Postgres runs. */
export type Opened = Omit<RestoreRun, 'server'>

export async function openRun<
  Given extends { root: string; processEnv: NodeJS.ProcessEnv; say: (line: string) => void } & Pick<
    RestoreRun,
    'interruption'
  >,
>(given: Given) {
  const { root, processEnv, interruption } = given
  const opened = await openSetup({ ...given, signal: interruption.signal })
  return { ...given, ...opened, steadyDocker: createDocker(root, processEnv, new AbortController().signal) }
}

/** The same Postgres, when everything else has been ended by a signal. */
export const steadyServer = ({ steadyDocker, server }: RestoreRun) =>
  createPostgresServer(steadyDocker, server.container)

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
