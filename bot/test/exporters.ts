import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What Prometheus scrapes in place of an exporter. */
export interface Exporter extends AsyncDisposable {
  /** Host and port. */
  address: string
}

/** Answers every scrape with the metrics that `metricsOf` gives for its address, or with an error for none. */
export async function startExporter(metricsOf: (url: URL) => string | undefined): Promise<Exporter> {
  const server = createServer((request, response) => {
    const metrics = metricsOf(new URL(request.url ?? '/', 'http://exporter'))
    response.writeHead(metrics === undefined ? 503 : 200, { 'content-type': 'text/plain; version=0.0.4' })
    response.end(metrics === undefined ? '' : `${metrics}\n`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}
