import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StreamingDocker } from '../compose/docker.ts'
import { InterruptedError, runPipeline } from '../processes/pipeline.ts'
import type { Opened } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'
import { chosenTests } from './chosen-tests.ts'
import { readTestOutput } from './failed-tests.ts'
import { mostSeconds, removeTestRoom, startTestRedis, type TestRoom, testRoom } from './test-room.ts'

/** What a server that does nothing but run the bot can spare. */
const memory = '1g'
const mostCpus = 2
const dockerfile = join(import.meta.dirname, 'Dockerfile')

/**
 * Runs chosen tests of the whole bot with the sources and packages of an image, in a container that reaches nothing but
 * itself and an empty Redis: nothing of this installation is mounted, named or connected. Throws a StepError with the names
 * of the failed tests; all that was printed is kept in .cache/image-tests.log. What a killed run left is removed. The image
 * needs a name of its own: it goes with its last one.
 */
export async function testImage(
  opened: Opened,
  image: string,
  say: (line: string) => void,
  tests: readonly string[] = chosenTests,
): Promise<void> {
  const { docker, project, setup } = opened
  const room = testRoom(project.name)
  await removeTestRoom(docker, room)
  try {
    say('Building the tests on top of the new image')
    await build(docker, setup.root, image, room)
    const redis = await startTestRedis(docker, room)
    if (redis === undefined) say('Tests that need Redis are left out: its image is not on this machine')
    say(`Testing the new image: ${tests.length} files, about a minute`)
    await runTests(opened, room, redis, tests, say)
  } finally {
    await removeTestRoom(docker, room)
  }
}

async function build(
  { docker }: StreamingDocker,
  root: string,
  image: string,
  room: TestRoom,
): Promise<void> {
  // FROM takes a name; that of an image by its id it would look for in a registry
  await docker(['tag', image, room.shipped])
  const args = [
    ...['build', '--progress=plain', '--file', dockerfile, '--tag', room.image],
    ...[`--label=${room.label}`, `--build-arg=IMAGE=${room.shipped}`, root],
  ]
  await docker(args, { withinMs: 900_000 }).catch((error: unknown) => {
    if (!(error instanceof StepError) || error instanceof InterruptedError) throw error
    throw new StepError(
      `the tests cannot be put on top of the new image, for which this machine must reach the npm registry; RUN_TESTS=false in .env does without them: ${error.message}`,
    )
  })
}

async function runTests(
  { docker, setup }: Opened,
  room: TestRoom,
  redis: string | undefined,
  tests: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const [user, cpus] = await Promise.all([
    docker.docker(['image', 'inspect', '--format', '{{.Config.User}}', room.shipped]),
    docker.docker(['info', '--format', '{{.NCPU}}']),
  ])
  const args = [
    ...[
      'run',
      '--rm',
      '--init',
      '--name',
      room.tests,
      `--label=${room.label}`,
      '--no-healthcheck',
      '--pull=never',
    ],
    `--network=${redis === undefined ? 'none' : `container:${redis}`}`,
    ...['--cap-drop=ALL', '--security-opt=no-new-privileges:true', '--pids-limit=512'],
    ...[`--memory=${memory}`, `--memory-swap=${memory}`, `--cpus=${Math.min(mostCpus, Number(cpus) || 1)}`],
    // whoever answers people on this machine comes first
    '--cpu-shares=256',
    ...(user.trim() === '' ? [] : [`--user=${user.trim()}`]),
    ...(redis === undefined ? [] : ['--env=TEST_REDIS_URL=redis://127.0.0.1:6379']),
    ...['--entrypoint=sh', room.image, '-c', 'exec "$@" 2>&1', 'sh'],
    ...['timeout', String(mostSeconds), 'node', 'scripts/lib/tests/run-tests.ts', '--fast', ...tests],
  ]
  const log = join(setup.root, '.cache', 'image-tests.log')
  mkdirSync(dirname(log), { recursive: true })
  const program = docker.program('the tests in the new image', args)
  await runPipeline([program], { to: log }).catch((error: unknown) => {
    if (!(error instanceof StepError) || error instanceof InterruptedError) throw error
    const { failed, lastLine } = readTestOutput(readFileSync(log, 'utf8'))
    const names = failed.map((name) => `\n    ${name}`).join('')
    throw new StepError(
      failed.length > 0
        ? `the new image fails its tests:${names}\n  all they printed: ${log}`
        : `the tests in the new image did not come to their end (${error.message}; ${lastLine}); all they printed: ${log}`,
    )
  })
  say(`The new image passes its tests: ${readTestOutput(readFileSync(log, 'utf8')).lastLine}`)
}
