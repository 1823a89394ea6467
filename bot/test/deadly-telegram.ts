import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A server in front of the sandbox that passes all on, but for requests with this word in them: those end the bot. */
export interface DeadlyTelegram extends AsyncDisposable {
  url: string
}

export async function startDeadlyTelegram(
  target: string,
  word: string,
  kill: () => void,
): Promise<DeadlyTelegram> {
  const server = createServer((request, response) => {
    const pass = async () => {
      const { url = '/', method = 'GET', headers } = request
      const body = await buffer(request)
      if (body.includes(word)) return kill()
      const type = { 'content-type': headers['content-type'] ?? 'text/plain' }
      const answer = await fetch(new URL(url, target), {
        ...{ method, headers: type, body: method === 'POST' ? body : null },
        signal: AbortSignal.timeout(60_000),
      })
      const given = Buffer.from(await answer.arrayBuffer())
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
        .end(given)
    }
    pass().catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}
