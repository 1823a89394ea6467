/** Requests to the control API; a refusal becomes an Error with the sandbox's words. */
export type ControlClient = {
  get<T>(path: string, query?: object): Promise<T>
  post<T>(path: string, body: object): Promise<T>
  patch<T>(path: string, body: object): Promise<T>
  put<T>(path: string, body: object): Promise<T>
  delete<T>(path: string): Promise<T>
  /** Calls `look` with the milliseconds left until it gives something; fails with `words` after `withinMs`. */
  poll<T>(look: (leftMs: number) => Promise<T | undefined>, withinMs: number, words: () => string): Promise<T>
}

const pauseMs = 20

export function createControlClient(url: string): ControlClient {
  async function request<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/control${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`sandbox: ${errorWords(answer) ?? response.statusText}`)
    // The sandbox and this client share contract.ts.
    return answer as T
  }
  return {
    get: (path, query = {}) => request('GET', path + queryString(query)),
    post: (path, body) => request('POST', path, body),
    patch: (path, body) => request('PATCH', path, body),
    put: (path, body) => request('PUT', path, body),
    delete: (path) => request('DELETE', path),
    async poll(look, withinMs, words) {
      const deadline = performance.now() + withinMs
      for (;;) {
        const left = deadline - performance.now()
        const found = await look(Math.max(0, Math.floor(left)))
        if (found !== undefined) return found
        if (performance.now() >= deadline) throw new Error(`after ${withinMs} ms: ${words()}`)
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    },
  }
}

function queryString(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))
  return given.length > 0 ? `?${search.toString()}` : ''
}

function errorWords(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined
  return String(answer.error)
}
