import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sha256Of } from '../../lib/backup/file-sums.ts'
import { createDocker } from '../../lib/compose/docker.ts'
import { InterruptedError, runPipeline } from '../../lib/processes/pipeline.ts'

const folder = mkdtempSync(join(tmpdir(), 'schoolbot-docker-'))
after(() => rmSync(folder, { recursive: true }))
// sleeps for as long as it is told, and says of which group of processes it is
writeFileSync(
  join(folder, 'docker'),
  '#!/bin/sh\ntrap "kill \\$!" TERM\nsleep "$1" &\nwait\nexec cut -d " " -f 5 /proc/self/stat\n',
)
chmodSync(join(folder, 'docker'), 0o755)
const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` }
const interrupted = { message: 'interrupted by SIGHUP' }

function dockerToInterrupt() {
  const controller = new AbortController()
  const docker = createDocker(folder, env, controller.signal)
  return {
    docker,
    signal: controller.signal,
    interrupt: () => controller.abort(new InterruptedError('interrupted by SIGHUP')),
  }
}

test('a signal ends programs and long commands, and none is begun after it', async () => {
  const { docker, interrupt } = dockerToInterrupt()
  const began = Date.now()
  const streaming = assert.rejects(runPipeline([docker.program('sleep', ['30'])]), interrupted)
  const long = assert.rejects(docker.docker(['30'], { withinMs: 3_600_000 }), interrupted)
  await sleep(200)
  interrupt()
  await Promise.all([streaming, long])
  assert.ok(Date.now() - began < 10_000)
  await assert.rejects(docker.docker(['0'], { withinMs: 3_600_000 }), interrupted)
  await assert.rejects(runPipeline([docker.program('sleep', ['0'])]), interrupted)
})

test('short commands, which clear up, go on, and so does a docker without the signal', async () => {
  const { docker, interrupt } = dockerToInterrupt()
  const short = docker.docker(['1'])
  interrupt()
  assert.match(await short, /^\d+$/m)
  const steady = createDocker(folder, env, new AbortController().signal)
  assert.match((await runPipeline([steady.program('sleep', ['0'])])).printed, /^\d+$/m)
})

test('a Ctrl-C in the terminal reaches the script alone', async () => {
  const { docker } = dockerToInterrupt()
  const [own, short, streamed] = await Promise.all([
    createDocker(folder, env).docker(['0']),
    docker.docker(['0']),
    runPipeline([docker.program('sleep', ['0'])]).then(({ printed }) => printed),
  ])
  assert.notEqual(short, own)
  assert.notEqual(streamed, own)
})

test('a file is not summed to its end when somebody has had enough', async () => {
  const { signal, interrupt } = dockerToInterrupt()
  const summing = assert.rejects(sha256Of('/dev/zero', signal), interrupted)
  await sleep(50)
  interrupt()
  await summing
})

test('a command that fails is told by its words, also where Compose complains of nothing with an empty line', async () => {
  const bad = createDocker(folder, { ...env, PATH: join(folder, 'failing') })
  mkdirSync(join(folder, 'failing'))
  const script = '#!/bin/sh\n[ "$1" = silent ] || echo "the migration failed"\necho >&2\nexit 3\n'
  writeFileSync(join(folder, 'failing/docker'), script, { mode: 0o755 })
  await assert.rejects(bad.docker(['run']), { message: 'docker run: the migration failed' })
  await assert.rejects(bad.docker(['silent']), { message: 'docker silent: ended with exit code 3' })
})
