import { join } from 'node:path'
import { sendInside } from '../deploy/canary.ts'
import { watchSeconds } from '../deploy/gate.ts'
import { parsedJson, textOf } from '../http/json-value.ts'
import { StepError } from '../steps/step.ts'
import type { SwarmRun } from './deploy-stack.ts'
import { runJob } from './job.ts'
import { botImageOf, type Given } from './migrate-job.ts'
import { programFiles } from './program-files.ts'
import { readServices } from './stack-state.ts'
import { runningTasks, type Task } from './tasks.ts'
import type { WatchVerdict, WatchWish } from './watch-bots.ts'

/**
 * Whether what is in service now may stay: every bot is ready, a canary comes through each and through the nginx of
 * each machine, and they have no more errors than is usual. A job on the stack's own network asks them, for they are on
 * machines that this one may not reach. What those of `before` had in all their weeks says nothing of today. Throws a
 * StepError with what is wrong.
 */
export async function passGate(run: SwarmRun, given: Given & { before: readonly Task[] }): Promise<void> {
  const { settings, stack, docker } = run
  const bots = await rightBots(run, given)
  if (bots.length === 0) return run.say('No bot is wanted, so nothing is watched')
  const entrances = await runningTasks(docker, stack, 'nginx')
  const seconds = watchSeconds(settings)
  run.say(`Watching the bots for ${seconds} s`)
  const isTls = given.secrets.some(({ name, text }) => name === 'nginx_fullchain' && text.trim() !== '')
  const wish: WatchWish = {
    bots: bots.map(({ id, name, address, polls }) => ({
      ...{ name, polls, url: `http://${address}:8080` },
      wasThere: given.before.some((one) => one.id === id),
    })),
    entrances: entrances.map(({ name, address }) => ({
      ...{ name, url: `${isTls ? 'https' : 'http'}://${address}` },
    })),
    webhookUrl: given.env['WEBHOOK_URL'] ?? '',
    ...{ seconds, logs: `docker service logs ${stack}_bot` },
  }
  await watch(run, given, wish)
  const polling = bots.filter(({ polls }) => polls)
  if (polling.length > 0) await sendCanariesHere(run, polling)
  const after = await rightBots(run, given)
  const gone = bots.filter(({ id }) => !after.some((one) => one.id === id))
  const [first] = gone
  if (first !== undefined) {
    throw new StepError(`${first.name} ended and was started again: docker service ps ${stack}_bot`)
  }
}

/** As many as there shall be, of the image that came. */
async function rightBots({ docker, stack }: SwarmRun, given: Given): Promise<Task[]> {
  const service = (await readServices(docker, stack)).find(({ name }) => name === 'bot')
  const bots = await runningTasks(docker, stack, 'bot')
  const wanted = botImageOf(given)
  if (!isImage(wanted, service?.image)) throw new StepError(`Swarm runs ${service?.image}, not ${wanted}`)
  const strange = bots.find((one) => one.image !== service?.image)
  if (strange !== undefined) throw new StepError(`${strange.name} is not of the new version`)
  if (bots.length === service?.wanted) return bots
  throw new StepError(`${bots.length} bots run instead of ${service?.wanted}`)
}

/** Swarm adds the digest that it found, and leaves out what Docker takes for granted. */
export function isImage(wanted: string, found = ''): boolean {
  const short = (image = '') => image.replace(/^docker\.io\/(library\/)?/, '')
  return short(wanted) === short(found.split('@')[0])
}

async function watch(run: SwarmRun, given: Given, wish: WatchWish): Promise<void> {
  const library = join(import.meta.dirname, '..')
  const { command, files } = programFiles(library, 'swarm/watch-program.ts', '/watch')
  const ended = await runJob(run, {
    name: 'watch',
    image: botImageOf(given),
    command: ['node', command],
    networks: ['app'],
    secrets: given.secrets.filter(({ name }) => name === 'webhook_secret'),
    env: { WATCH: JSON.stringify(wish) },
    files,
    withinMs: 240_000 + wish.seconds * 1000,
  })
  const verdict = verdictIn(ended.log)
  if (verdict === undefined) {
    throw new StepError(`the bots could not be watched: ${ended.words} ${ended.log.split('\n').at(-1) ?? ''}`)
  }
  if (verdict.verdict === 'failed') throw new StepError(verdict.why)
  const { length } = wish.bots.filter(({ polls }) => !polls)
  if (length === 0) return
  run.say(`The canary came through ${length} bots, and by ${wish.entrances.length} nginx too`)
}

/** The last line that is one: Node.js may have had a word before. */
export function verdictIn(log: string): WatchVerdict | undefined {
  const said = log.split('\n').map(parsedJson)
  const last = said.findLast((one) => textOf(one, 'verdict') !== undefined)
  if (textOf(last, 'verdict') === 'passed') return { verdict: 'passed' }
  return last === undefined ? undefined : { verdict: 'failed', why: textOf(last, 'why') ?? '' }
}

/** Who asks Telegram takes a canary in its own container alone, and only those of this machine can be reached. */
async function sendCanariesHere({ docker, stack, say }: SwarmRun, polling: readonly Task[]): Promise<void> {
  const filter = `label=com.docker.swarm.service.name=${stack}_bot`
  const here = (await docker.docker(['ps', '--quiet', '--no-trunc', '--filter', filter])).split('\n')
  const reached = polling.filter(({ container }) => here.includes(container))
  for (const { container, name } of reached) await sendInside(docker, { id: container, name })
  say(
    reached.length === 0
      ? 'No bot that asks Telegram runs on this machine: the way from Telegram to the outbox is not tried'
      : `The canary came through ${reached.length} of ${polling.length} bots, those of this machine`,
  )
}
