import { readContainers } from '../compose/containers.ts'
import { type KeptNote, noteFor } from '../postgres/kept-databases.ts'
import { VerificationError } from '../steps/exit-code.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { carryBack, carryOver, leaveMargins } from './carry-over.ts'
import { forgetDialogues } from './dialogues.ts'
import type { LiveDatabase } from './live-database.ts'
import type { RestoreRun, Target } from './restore-run.ts'
import { forgetStopped, markStopped, stoppedBefore } from './stopped-mark.ts'
import { startService, stopService, untilHealthy } from './stopped-programs.ts'
import { swapDatabases } from './swap.ts'

interface Options {
  live: LiveDatabase
  /** What takes its place, and how the present one is called then. */
  fresh: string
  kept: string
  /** What the present one is replaced by, in words. */
  by: string
  /** Of a database that comes back: how far the queue went of the copy that replaced it. */
  backFrom: { outboxUpTo: number | undefined } | undefined
}

export interface Exchanged {
  /** For which connections were refused. */
  refusedSeconds: number
  /** Since when nothing was taken in. */
  stoppedAt: Date
  /** What is written on the database that was replaced. */
  note: KeptNote
}

/**
 * Gives the name of the present database to another one, while nobody writes. When it throws, the present one is in its
 * place, and what worked with it works again.
 */
export async function exchange(run: RestoreRun, target: Target, options: Options): Promise<Exchanged> {
  const { server, setup, docker } = run
  const { live, fresh, kept, by } = options
  const stoppedAt = new Date()
  const atWork = await containersAtWork(run, target)
  markStopped(setup.root, atWork)
  try {
    await stop(run, target)
    reach('restore: stopped')
    const outboxUpTo = target.part === 'schoolbot' ? await carry(run, options) : undefined
    reach('restore: carried over')
    const note = noteFor({ by, at: run.at, days: setup.env['KEEP_REPLACED_DAYS'], outboxUpTo })
    const comment = JSON.stringify(note)
    const swap = { present: live.name, fresh, kept, presentExists: live.exists, comment }
    const refusedSeconds = await swapDatabases(server, swap)
    reach('restore: exchanged')
    return { refusedSeconds, stoppedAt, note }
  } catch (error) {
    // what the operator had stopped himself stays so
    if (atWork.length > 0) {
      await docker.docker(['start', ...atWork], { withinMs: 300_000 }).catch((fault: unknown) => {
        if (!(fault instanceof StepError)) throw fault
        setup.say(`WARNING: ${target.service} does not start again: ${fault.message}`)
      })
    }
    forgetStopped(setup.root)
    throw error
  }
}

/** Those too that would be at work if an earlier run had not been killed. */
async function containersAtWork({ docker, setup }: RestoreRun, { service }: Target): Promise<string[]> {
  const stopped = stoppedBefore(setup.root)
  const containers = await readContainers(docker, [service])
  return containers
    .filter(({ id, state }) => stopped.includes(id) || !['created', 'exited', 'dead'].includes(state))
    .map(({ id }) => id)
}

async function stop({ setup, docker }: RestoreRun, { service, part }: Target): Promise<void> {
  if (!setup.isPresent(service) || (await readContainers(docker, [service])).length === 0) return
  setup.say(`Stopping ${service}${part === 'schoolbot' ? ': Telegram keeps what people send' : ''}`)
  await stopService(docker, service)
}

/** Starts what `exchange` stopped, and waits until it works; throws a VerificationError with the way back. */
export async function startAgain(
  { setup, docker, options }: RestoreRun,
  { service, part }: Target,
  { wayBack, stoppedAt }: { wayBack: string; stoppedAt: Date },
): Promise<void> {
  // not before the exchange: one that fails leaves people in their dialogues
  if (part === 'schoolbot') await forgetDialogues(setup, docker)
  if (!setup.isPresent(service)) return
  try {
    const started = await startService(docker, service)
    forgetStopped(setup.root)
    reach('restore: started')
    if (started === 0) {
      if (!options.newServer) setup.say(`${service} has not been started yet: docker compose up -d`)
      return
    }
    await untilHealthy(docker, service)
    setup.say(`${service} works again, after ${((Date.now() - stoppedAt.getTime()) / 1000).toFixed(1)} s`)
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new VerificationError(
      `the database is exchanged, but ${service} does not work: ${error.message}${wayBack}`,
    )
  }
}

/** Returns how far the queue of the copy went. */
async function carry(
  { server, setup }: RestoreRun,
  { live, fresh, backFrom }: Options,
): Promise<number | undefined> {
  if (live.exists && !live.isEmpty) {
    try {
      if (backFrom !== undefined) return await carryBack(server, { present: live.name, fresh, ...backFrom })
      return await carryOver(server, { present: live.name, fresh }, setup.say)
    } catch (error) {
      if (!(error instanceof StepError)) throw error
      setup.say(`WARNING: nothing could be taken over from the present database: ${error.message}`)
    }
  }
  if (backFrom === undefined) {
    setup.say('Numbers of tickets and orders go on a thousand further: those given since are not known')
    await leaveMargins(server, fresh)
  }
  return undefined
}
