import type { Docker } from './docker.ts'

/** What a run that was killed left of `docker compose run`. */
export async function removeMigrateRuns({ docker }: Docker, project: string): Promise<void> {
  const filters = [
    `label=com.docker.compose.project=${project}`,
    'label=com.docker.compose.service=migrate',
    'label=com.docker.compose.oneoff=True',
  ].flatMap((filter) => ['--filter', filter])
  const ids = (await docker(['ps', '--all', '--quiet', ...filters])).split('\n').filter((id) => id !== '')
  if (ids.length > 0) await docker(['rm', '--force', '--volumes', ...ids])
}
