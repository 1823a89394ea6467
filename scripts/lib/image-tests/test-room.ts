import type { StreamingDocker } from '../compose/docker.ts'
import { StepError } from '../steps/step.ts'

/** What runs longer than this hangs. */
export const mostSeconds = 900

/** The names of what image tests make on the engine, each installation's its own. */
export interface TestRoom {
  /** On every container and image of it: what is found with it is a leftover once nobody holds the lock. */
  label: string
  /** The image under test by a name of ours. */
  shipped: string
  /** The same with the tests on top. */
  image: string
  tests: string
  redis: string
}

export function testRoom(project: string): TestRoom {
  return {
    label: `schoolbot.image-tests=${project}`,
    shipped: `schoolbot/image-tests:${project}-shipped`,
    image: `schoolbot/image-tests:${project}`,
    tests: `${project}-image-tests`,
    redis: `${project}-image-tests-redis`,
  }
}

/**
 * An empty Redis of the image that this installation runs, without a network: the container of the tests shares its
 * loopback. Undefined where the image is not on this machine.
 */
export async function startTestRedis(
  { docker, compose }: StreamingDocker,
  room: TestRoom,
): Promise<string | undefined> {
  const image = (await compose(['config', '--images', 'redis'])).trim().split('\n')[0] ?? ''
  const isHere = await docker(['image', 'inspect', '--format', 'here', image]).catch((error: unknown) => {
    if (!(error instanceof StepError)) throw error
    return ''
  })
  if (isHere.trim() !== 'here') return undefined
  await docker([
    ...[
      'run',
      '--detach',
      '--init',
      '--name',
      room.redis,
      `--label=${room.label}`,
      '--network=none',
      '--pull=never',
    ],
    ...['--cap-drop=ALL', '--security-opt=no-new-privileges:true', '--read-only', '--user=redis'],
    // after a kill of the script too it does not run for ever
    ...['--memory=64m', '--tmpfs=/data', '--entrypoint=timeout', image, String(mostSeconds), 'redis-server'],
    ...['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'],
  ])
  return room.redis
}

/** Removes containers and images of this and of earlier runs; the build cache, which makes the next one quick, stays. */
export async function removeTestRoom({ docker }: StreamingDocker, room: TestRoom): Promise<void> {
  const filter = ['--quiet', '--filter', `label=${room.label}`]
  const containers = (await docker(['ps', '--all', ...filter])).split('\n').filter(Boolean)
  if (containers.length > 0) await docker(['rm', '--force', '--volumes', ...containers])
  const names = await docker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', 'schoolbot/image-tests'])
  const images = names.split('\n').filter((name) => name === room.shipped || name === room.image)
  const unnamed = (await docker(['image', 'ls', ...filter, '--filter', 'dangling=true'])).split('\n')
  const all = [...images, ...new Set(unnamed.filter(Boolean))]
  if (all.length > 0) await docker(['image', 'rm', '--force', ...all])
}
