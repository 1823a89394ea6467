import { createServer } from 'node:net'

/** True when nobody listens on the port of 127.0.0.1. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryToListen(port)) !== undefined
}

/** A port that was free a moment ago: whoever uses it must be ready to lose the race and ask again. */
export async function findFreePort(): Promise<number> {
  const port = await tryToListen(0)
  if (port === undefined) throw new Error('no free port on 127.0.0.1')
  return port
}

async function tryToListen(port: number): Promise<number | undefined> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined)
      else reject(error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}
