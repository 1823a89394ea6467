import { startSandbox } from './sandbox.ts'

const port = Number(process.env['SANDBOX_PORT'] ?? 8081)
const tokens = (process.env['SANDBOX_TOKEN'] ?? '1000000001:sandbox').split(',').map((token) => token.trim())

function fail(words: string): never {
  console.error(`sandbox: ${words}`)
  process.exit(1)
}

if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('SANDBOX_PORT must be a port number')
if (!tokens.every((token) => /^\d{1,15}:[\w-]+$/.test(token))) {
  fail('SANDBOX_TOKEN must be bot tokens like 1000000001:letters, comma separated')
}

try {
  const sandbox = await startSandbox({
    port,
    tokens,
    state: process.env['SANDBOX_STATE'] || undefined,
    host: process.env['SANDBOX_HOST'] || undefined,
  })
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => fail(`did not stop cleanly: ${String(error)}`),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  console.log(`sandbox: ${sandbox.url} (chat page, Bot API and control API)`)
} catch (error) {
  const isBusy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const words = error instanceof Error ? error.message : String(error)
  fail(isBusy ? `port ${port} is busy: choose another with SANDBOX_PORT` : words)
}
