import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A server in front of another: it passes all on at once, and can keep the answers back. */
export interface HeldAnswers extends AsyncDisposable {
  url: string
  /** From now on the answers to requests of this method wait; to all, when none is named. */
  hold(method?: string): void
  /** How many answers wait whose askers have not given up. */
  waiting(): number
  /** Gives the answers that wait; new ones are given at once. */
  release(): void
}

export async function startHeldAnswers(target: string): Promise<HeldAnswers> {
  let isHeld = (_method: string) => false
  const held = new Map<ServerResponse, () => void>()
  const server = createServer((request, response) => {
    const { url = '/', method = 'GET' } = request
    const pass = async () => {
      const body = method === 'POST' ? await buffer(request) : null
      const headers = { 'content-type': request.headers['content-type'] ?? 'text/plain' }
      const answer = await fetch(new URL(url, target), { method, body, headers })
      const text = await answer.text()
      const give = () => void response.writeHead(answer.status).end(text)
      if (!isHeld(method)) return give()
      held.set(response, give)
      response.once('close', () => held.delete(response))
    }
    pass().catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold(method) {
      isHeld = (asked) => method === undefined || method === asked
    },
    waiting: () => held.size,
    release() {
      isHeld = () => false
      for (const give of held.values()) give()
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}
