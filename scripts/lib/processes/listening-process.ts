import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort, isPortFree } from './free-port.ts'
import type { OwnedProcess } from './owned-process.ts'

const PORT_TRIES = 5

/**
 * Starts a server on the port asked for, or on a free one, and waits for the line in which it says
 * that it listens. Throws with the server's last lines when it does not.
 */
export async function startListening(options: {
  name: string
  port?: number | undefined
  readyLine: string
  readyWithinMs: number
  start: (port: number) => Promise<OwnedProcess>
}): Promise<{ server: OwnedProcess; port: number }> {
  if (options.port !== undefined && !(await isPortFree(options.port))) {
    throw new Error(`${options.name}: port ${options.port} is taken`)
  }
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort())
    const server = await options.start(port)
    const trouble = await untilReady(server, options.readyLine, options.readyWithinMs)
    if (trouble === undefined) return { server, port }
    await server.stop('SIGQUIT', 1_000)
    const lines = server.lastLines().join('\n')
    const lostRace = options.port === undefined && lines.includes('Address already in use')
    if (!lostRace || attempt === PORT_TRIES)
      throw new Error(`${options.name} does not start (${trouble})\n${lines}`)
  }
}

/** Nothing when it is ready, else what went wrong. */
async function untilReady(
  server: OwnedProcess,
  readyLine: string,
  withinMs: number,
): Promise<string | undefined> {
  const deadline = Date.now() + withinMs
  while (!server.lastLines().some((line) => line.includes(readyLine))) {
    if (server.hasEnded()) return server.ended
    if (Date.now() > deadline) return `not ready after ${withinMs / 1000} s`
    await sleep(20)
  }
  return undefined
}
