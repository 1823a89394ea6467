import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Connections of one stranger, held until it is disposed. */
export interface Flood extends Disposable {
  /** How many were answered with each status. */
  answers(): Record<string, number>
  /** How many are still there. */
  held(): number
}

export interface FloodKind {
  /** What each connection sends, and no more than that. */
  says: string
  /** Sent again and again, as fast as it is taken. */
  forever?: string
  /** Without it the beginning of an answer is taken, and no more. */
  reads?: boolean
  tls?: boolean
}

export interface Target {
  host: string
  port: number
  /** An address of this machine that the stranger comes from. */
  from?: string
}

/** Opens so many connections at once; returns when each is there, was refused, or waits for its turn. */
export async function flood(
  { host, port, from }: Target,
  count: number,
  { says, forever, reads = true, tls = false }: FloodKind,
): Promise<Flood> {
  const answered = new Map<Socket, string>()
  const sockets = Array.from({ length: count }, () => {
    const at = { host, port, ...(from === undefined ? {} : { localAddress: from }) }
    const socket: Socket = tls ? connectTls({ ...at, rejectUnauthorized: false } as object) : connect(at)
    socket.on('error', () => {})
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      socket.write(says)
      if (forever) pour(socket, forever)
    })
    socket.on('data', (data) => {
      const status = /^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1]
      if (status !== undefined) answered.set(socket, status)
      if (!reads) socket.pause()
    })
    return socket
  })
  await Promise.all(sockets.map((socket) => begun(socket, tls ? 'secureConnect' : 'connect')))
  return {
    answers: () => {
      const counts: Record<string, number> = {}
      for (const status of answered.values()) counts[status] = (counts[status] ?? 0) + 1
      return counts
    },
    held: () => sockets.filter(({ destroyed }) => !destroyed).length,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

function pour(socket: Socket, words: string): void {
  const more = () => {
    while (!socket.destroyed && socket.write(words));
  }
  socket.on('drain', more)
  more()
}

/** A server that has no room for it says nothing at all. */
function begun(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve) => {
    socket.once(event, resolve).once('close', resolve).setTimeout(4_000, resolve)
  })
}
