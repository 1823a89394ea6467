import { PreflightError } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'
import type { PreparedServer } from './new-server.ts'
import { endNewServer } from './new-server-begin.ts'
import { openSource } from './opened-source.ts'
import { reachPostgres } from './reached-postgres.ts'
import { type RestoreRun, targetOf } from './restore-run.ts'
import { restoreDatabase } from './restored-database.ts'
import { restoreGrafana } from './restored-grafana.ts'
import { untilHealthy } from './stopped-programs.ts'

/** The second half of a new server: its databases, Grafana, and then all of it is started. */
export async function fillNewServer(
  opened: Omit<RestoreRun, 'server'>,
  { chosen, manifest, tools, key }: PreparedServer,
): Promise<void> {
  const { docker, setup } = opened
  const unsealing = { tools: async () => tools, key }
  const server = await reachPostgres(docker, setup, { mayStart: true })
  // in a volume that was there the users have other passwords
  await setup.compose(['exec', '-T', 'postgres', 'bash', '/docker-entrypoint-initdb.d/10-databases.sh'])
  for (const part of ['schoolbot', 'glitchtip'] as const) {
    if (manifest.databases[part] === undefined) continue
    const source = await openSource(chosen, part, { server, unsealing })
    await restoreDatabase({ ...opened, server }, targetOf(part, setup.env), source)
  }
  if (manifest.grafana !== undefined && setup.isPresent('grafana')) {
    // it makes the volume
    await setup.compose(['up', '--no-start', '--no-deps', 'grafana'], { withinMs: 900_000 })
    await restoreGrafana(opened, chosen, unsealing)
  }
  await startAll(opened)
  endNewServer(setup.root)
  setup.say('The school works on this server.')
  for (const missing of manifest.missing) setup.say(`Not in the backup: ${missing}`)
}

async function startAll({ docker, setup }: Omit<RestoreRun, 'server'>): Promise<void> {
  setup.say(
    'Starting everything: docker compose up -d (the first time images are fetched and built, which takes minutes)',
  )
  try {
    await setup.compose(['up', '--detach'], { withinMs: 3_600_000 })
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError(
      `the data are restored, but not everything starts: ${error.message}; then: docker compose up -d`,
    )
  }
  if (setup.isPresent('bot')) await untilHealthy(docker, 'bot')
}
