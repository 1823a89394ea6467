import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** Takes in error reports as GlitchTip does, and keeps every byte that came over the wire. */
export interface ErrorSink extends AsyncDisposable {
  dsn: string
  /** Headers and body of each request, decompressed. */
  received: string[]
}

export async function startErrorSink(): Promise<ErrorSink> {
  const received: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
      received.push(`${JSON.stringify(request.headers)}\n${text.toString('utf8')}`)
      response.setHeader('content-type', 'application/json')
      response.end('{"id":"0"}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    dsn: `http://0123456789abcdef0123456789abcdef@127.0.0.1:${port}/1`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
