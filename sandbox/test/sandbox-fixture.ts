import { connectSandbox, type SandboxDriver } from '../src/driver.ts'
import { startSandbox } from '../src/sandbox.ts'

export const token = '1000000001:sandbox-test'

export type Answer = {
  ok: boolean
  // What a method gives differs by method; each test asserts the whole of what it needs.
  result: Record<string, unknown> & Record<string, unknown>[]
  error_code: number
  description: string
  parameters: { retry_after?: number; migrate_to_chat_id?: number }
}

export type Fixture = AsyncDisposable & {
  url: string
  driver: SandboxDriver
  /** Calls the Bot API as the bot. */
  call(method: string, params?: object, signal?: AbortSignal): Promise<Answer>
}

/** A sandbox of its own on a free port; `await using` stops it. */
export async function openSandbox(state?: string): Promise<Fixture> {
  const sandbox = await startSandbox({ port: 0, tokens: [token], state })
  return {
    url: sandbox.url,
    driver: connectSandbox(sandbox.url),
    async call(method, params = {}, signal) {
      const response = await fetch(`${sandbox.url}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params),
        ...(signal && { signal }),
      })
      return (await response.json()) as Answer
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}
