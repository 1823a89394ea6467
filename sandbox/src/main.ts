import { startSandbox } from './sandbox.ts'

const port = Number(process.env['SANDBOX_PORT'] ?? 8081)
const tokens = listOf(process.env['SANDBOX_TOKEN'] ?? '1000000001:sandbox')

/** Comma separated. */
function listOf(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function fail(words: string): never {
  console.error(`sandbox: ${words}`)
  process.exit(1)
}

if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('SANDBOX_PORT must be a port number')
if (tokens.length === 0 || !tokens.every((token) => /^\d{1,15}:[\w-]+$/.test(token))) {
  fail('SANDBOX_TOKEN must be bot tokens like 1000000001:letters, comma separated')
}

try {
  const sandbox = await startSandbox({
    port,
    tokens,
    state: process.env['SANDBOX_STATE'] || undefined,
    host: process.env['SANDBOX_HOST'] || undefined,
    names: listOf(process.env['SANDBOX_NAMES'] ?? ''),
  })
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => fail(`did not stop cleanly: ${String(error)}`),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // who forked it is gone
  process.once('disconnect', stop)
  console.log(`sandbox: ${sandbox.url} (chat page, Bot API and control API)`)
} catch (error) {
  const isBusy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const words = error instanceof Error ? error.message : String(error)
  fail(isBusy ? `port ${port} is busy: choose another with SANDBOX_PORT` : words)
}
