import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** An address of this machine that containers can reach. */
export interface ContainerListener {
  /** With its port. */
  host: string
  close(): Promise<void>
}

/** `answer` gives the status. */
export async function listenToContainers(
  answer: (path: string, body: string) => number,
): Promise<ContainerListener> {
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    text(request).then(
      (body) => response.writeHead(answer(path, body)).end(),
      () => response.destroy(),
    )
  })
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `telegram.test:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
