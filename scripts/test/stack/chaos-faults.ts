import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './chaos-cases.ts'
import { containerById, occupy } from './occupied-address.ts'
import { type Container, type Stack, serviceOf } from './stack.ts'

/** Ends the fault, as far as a person would: what the container makes of it is its own affair. */
export type EndFault = () => Promise<void>

interface Attack {
  stack: Stack
  victim: Container
  /** Runs a command as root where all disks are, and all processes of the machine. */
  chaos(command: string): Promise<string>
}

export async function beginFault(stack: Stack, service: string, fault: Fault): Promise<EndFault> {
  const containers = await stack.containers()
  const find = (name: string) => containers.find((container) => serviceOf(container) === name)
  const [victim, chaos] = [find(service), find('chaos')]
  if (victim === undefined || chaos === undefined) throw new Error(`no container of ${service}`)
  return begin[fault]({
    stack,
    victim,
    chaos: (command) => stack.docker('exec', chaos.Id, 'sh', '-c', command),
  })
}

const begin: Record<Fault, (attack: Attack) => Promise<EndFault>> = {
  killed: killAgainAndAgain,
  paused: pause,
  'disk full': fillDisk,
  'cut off': cutOff,
}

/** As soon as Docker has started it again, it is killed again. */
async function killAgainAndAgain({ stack, victim, chaos }: Attack): Promise<EndFault> {
  let killed = 0
  const over = new AbortController()
  async function killIfNew(): Promise<void> {
    const { State } = await containerById(stack.docker, victim.Id)
    if (State.Status !== 'running' || State.Pid === 0 || State.Pid === killed) return
    // it may have ended by itself meanwhile
    await chaos(`kill -9 ${State.Pid} || true`)
    killed = State.Pid
  }
  async function killWhileItLasts(): Promise<void> {
    for (; !over.signal.aborted; await sleep(100)) await killIfNew()
  }
  await killIfNew()
  const killing = killWhileItLasts()
  return async () => {
    over.abort()
    await killing
  }
}

async function pause({ stack, victim }: Attack): Promise<EndFault> {
  await stack.docker('pause', victim.Id)
  return async () => void (await stack.docker('unpause', victim.Id))
}

async function fillDisk({ stack, victim, chaos }: Attack): Promise<EndFault> {
  const service = serviceOf(victim)
  const filler = `/disks/${service}/filler`
  await chaos(`cat /dev/zero >${filler} 2>/dev/null; test -s ${filler}`)
  if (service === 'postgres') await useUpWrittenAhead(stack, victim)
  return async () => void (await chaos(`rm ${filler}`))
}

/** Files of the write-ahead log that are there already would be enough for half a day of a quiet school. */
async function useUpWrittenAhead(stack: Stack, { Id }: Container): Promise<void> {
  const nextFile = ["-c select pg_logical_emit_message(true, 'chaos', '')", '-c select pg_switch_wal()']
  const filesKept = 6
  const statements = Array.from({ length: filesKept }, () => nextFile).flat()
  const psql = ['psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot', ...statements]
  const said = await stack.docker('exec', Id, ...psql).catch(String)
  if (!said.includes('No space left on device')) throw new Error(`Postgres did not run out of space: ${said}`)
}

/** It comes back under another address, as a container does that is made anew: that is harder for all who know it. */
async function cutOff({ stack, victim }: Attack): Promise<EndFault> {
  const networks = Object.entries(victim.NetworkSettings.Networks)
  for (const [network] of networks) await stack.docker('network', 'disconnect', network, victim.Id)
  return async () => {
    for (const [network, { Aliases, IPAddress }] of networks) {
      const names = (Aliases ?? []).flatMap((alias) => ['--alias', alias])
      await using _ = await occupy(stack, network, IPAddress)
      await stack.docker('network', 'connect', ...names, network, victim.Id)
    }
  }
}
