import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A port in front of a server that can be taken away: refused and cut, or silent. */
export interface TcpProxy extends AsyncDisposable {
  port: number
  /** Cuts every connection and refuses new ones, as a stopped server does. */
  cut(): void
  /** Leaves connections open but passes nothing on, as a network that dies without a word does. */
  silence(): void
  /** Everything works again; what was silenced is cut. */
  restore(): void
  /** New connections work, old ones are silent for good: the server came back under another address. */
  moveAway(): void
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let state: 'open' | 'cut' | 'silent' = 'open'
  const sockets = new Set<Socket>()
  const leftBehind = new WeakSet<Socket>()
  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy()
      return
    }
    const upstream = connect(target)
    const pair = [client, upstream]
    for (const socket of pair) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        for (const other of pair) other.destroy()
      })
    }
    const passes = () => state === 'open' && !leftBehind.has(client)
    client.on('data', (chunk) => passes() && upstream.write(chunk))
    upstream.on('data', (chunk) => passes() && client.write(chunk))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut'
      cutAll()
    },
    silence() {
      state = 'silent'
    },
    restore() {
      if (state === 'silent') cutAll()
      state = 'open'
    },
    moveAway() {
      for (const socket of sockets) leftBehind.add(socket)
      state = 'open'
    },
    async [Symbol.asyncDispose]() {
      cutAll()
      server.close()
    },
  }
}

/** The same URL through the proxy. */
export function throughProxy(url: string, proxy: TcpProxy): string {
  const proxied = new URL(url)
  proxied.hostname = '127.0.0.1'
  proxied.port = String(proxy.port)
  return proxied.href
}
