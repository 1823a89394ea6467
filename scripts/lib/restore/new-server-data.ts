import type { DatabaseDump } from '../backup/manifest.ts'
import { reach } from '../steps/failpoint.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { begunWork } from './begun-work.ts'
import { readLive } from './live-database.ts'
import type { PreparedServer } from './new-server.ts'
import { openSource } from './opened-source.ts'
import { reachPostgres } from './reached-postgres.ts'
import { type Opened, targetOf } from './restore-run.ts'
import { restoreDatabase } from './restored-database.ts'
import { restoreGrafana } from './restored-grafana.ts'
import { untilHealthy } from './stopped-programs.ts'

/** The second half of a new server: its databases, Grafana, and then all of it is started. */
export async function fillNewServer(
  opened: Opened,
  { chosen, manifest, tools, key }: PreparedServer,
): Promise<void> {
  const { docker, setup, interruption } = opened
  const { signal } = interruption
  const work = begunWork(setup.root, 'new-server')
  const unsealing = { tools: async () => tools, key }
  const server = await reachPostgres(docker, setup, { mayStart: true })
  // in a volume that was there the users have other passwords
  await setup.compose(['exec', '-T', 'postgres', 'bash', '/docker-entrypoint-initdb.d/10-databases.sh'])
  reach('new server: postgres')
  for (const part of ['schoolbot', 'glitchtip'] as const) {
    // of one that was never used there is nothing but its name, which it has here too
    if (isNothing(manifest.databases[part])) continue
    const target = targetOf(part, setup.env)
    if (work.isDone(part)) {
      if (!(await readLive(server, target.database)).isEmpty) continue
      // somebody has removed the volumes since: nothing is done
      work.begin(chosen.name)
    }
    const source = await openSource(chosen, part, { server, unsealing, signal })
    await restoreDatabase({ ...opened, server }, target, source)
    work.markDone(part)
  }
  reach('new server: databases')
  if (manifest.grafana !== undefined && setup.isPresent('grafana') && !work.isDone('grafana')) {
    // it makes the volume
    await setup.compose(['up', '--no-start', '--no-deps', 'grafana'], { withinMs: 900_000 })
    await interruption.carryThrough(() => restoreGrafana(opened, chosen, unsealing))
    work.markDone('grafana')
  }
  reach('new server: grafana')
  await startAll(opened)
  reach('new server: started')
  work.end()
  setup.say('The school works on this server.')
  for (const missing of manifest.missing) setup.say(`Not in the backup: ${missing}`)
}

export const isNothing = (dump: DatabaseDump | undefined) =>
  dump === undefined || Object.keys(dump.facts.rows).length === 0

/** All services, and waits until the bot is healthy. */
export async function startAll({ docker, setup, project }: Opened): Promise<void> {
  setup.say(
    'Starting everything: docker compose up -d (the first time images are fetched and built, which takes minutes)',
  )
  try {
    // by name: of those scaled to none the images need not be fetched
    await setup.compose(['up', '--detach', ...project.present], { withinMs: 3_600_000 })
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError(
      `the data are restored, but not everything starts: ${error.message}; then: docker compose up -d`,
    )
  }
  if (setup.isPresent('bot')) await untilHealthy(docker, 'bot')
}
