// Runs in a container, where Grafana and GlitchTip would be: takes whatever it is sent, and has one page of 8 MB.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

// of chance, so that it stays large when it is packed; bytes, which all answers share
const large = Buffer.from(randomBytes(6 * 1024 * 1024).toString('base64'))

for (const port of [3000, 8000]) {
  createServer((request, response) => {
    request.on('error', () => response.destroy())
    request.resume()
    response.setHeader('set-cookie', 'session=1; Path=/; HttpOnly')
    if (request.url?.includes('large')) {
      response.setHeader('content-type', 'application/javascript')
      response.end(large)
    } else {
      request.on('end', () => response.end('a page'))
    }
  }).listen(port, '0.0.0.0')
}
