import { postgresImage } from '../postgres/scratch-server.ts'
import { reach } from '../steps/failpoint.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { stampOf } from '../words/stamp.ts'
import { putAside } from './put-aside.ts'
import type { RestoreRun } from './restore-run.ts'

const data = '/var/lib/postgresql'

/**
 * Puts the data of a Postgres that does not start aside, within their volume, and starts an empty one, which makes its
 * roles and databases as for a new installation.
 */
export async function beginWithEmptyPostgres({
  docker,
  setup,
  project,
  at,
}: Pick<RestoreRun, 'docker' | 'setup' | 'project' | 'at'>): Promise<void> {
  const image = await postgresImage(docker)
  const volume = project.volumeOf('postgres')
  if (volume === undefined) throw new StepError('the Compose files keep the data of Postgres in no volume')
  await setup.compose(['stop', 'postgres'], { withinMs: 300_000 })
  const folder = `damaged_${stampOf(at)}`
  const shell = ['--entrypoint', 'sh', image, '-euc', putAside, 'sh', data, folder]
  const mount = ['--network=none', '--user=postgres', `--volume=${volume}:${data}`]
  const moved = await docker.docker(['run', '--rm', '--pull=never', ...mount, ...shell])
  if (moved.trim() !== '') {
    setup.say(
      `What Postgres had is put aside in its volume: ${moved.trim().split('\n').join(', ')}. It takes its room there until you remove it: docker compose exec postgres rm -rf ${data}/${folder}`,
    )
  }
  reach('rescue: put aside')
  await startEmpty(setup)
  reach('rescue: empty')
}

async function startEmpty(setup: Setup): Promise<void> {
  setup.say('Starting an empty Postgres')
  const args = ['up', '--detach', '--wait', '--wait-timeout', '180', '--force-recreate', 'postgres']
  await setup.compose(args, { withinMs: 900_000 })
}
