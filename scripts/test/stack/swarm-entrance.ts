import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What came of a call at the entrance: a status, or 0 where no machine could be reached. */
interface Answer {
  at: number
  status: number
  /** How long it took. */
  ms: number
}

/**
 * A name with the address of every machine, as whoever calls it sees it: one that cannot be connected to is passed over for
 * the next, and what a machine has answered, or broken off, is the caller's.
 */
export interface Entrance {
  url: string
  answers: Answer[]
  close(): void
}

export async function openEntrance(hosts: readonly string[], port: number): Promise<Entrance> {
  const answers: Answer[] = []
  const agents = hosts.map(() => new Agent({ keepAlive: true, timeout: 40_000 }))
  let turn = 0

  function serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const parts: Buffer[] = []
    const begunAt = performance.now()
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      turn += 1
      pass(incoming, outgoing, { body: Buffer.concat(parts), first: turn, tried: 0, begunAt })
    })
  }

  function pass(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    call: { body: Buffer; first: number; tried: number; begunAt: number },
  ): void {
    const at = (call.first + call.tried) % hosts.length
    const end = (status: number) => {
      answers.push({ at: performance.now(), status, ms: performance.now() - call.begunAt })
      if (!outgoing.headersSent) outgoing.writeHead(status || 502)
      outgoing.end()
    }
    if (call.tried === hosts.length) return end(0)
    let isConnected = false
    const calling = request(
      {
        ...{ host: hosts[at], port, method: incoming.method, path: incoming.url, headers: incoming.headers },
        agent: agents[at],
      },
      (answer) => {
        answer.resume()
        answer.on('end', () => end(answer.statusCode ?? 0))
        answer.on('error', () => end(0))
      },
    )
    const tooLong = setTimeout(() => calling.destroy(new Error('no connection')), 1_000)
    const connected = () => {
      isConnected = true
      clearTimeout(tooLong)
    }
    calling.on('socket', (socket) => (socket.connecting ? socket.once('connect', connected) : connected()))
    // a machine without power says nothing any more
    calling.setTimeout(5_000, () => calling.destroy(new Error('silent')))
    calling.on('error', () => {
      clearTimeout(tooLong)
      if (isConnected) end(0)
      else pass(incoming, outgoing, { ...call, tried: call.tried + 1 })
    })
    calling.end(call.body)
  }

  const server = createServer(serve).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    answers,
    close() {
      server.close()
      server.closeAllConnections()
      for (const agent of agents) agent.destroy()
    },
  }
}
