// Stands for Grafana 13, which cannot be had here: the addresses that we call, written from its HTTP API documentation
// (admin, user, org, preferences, data source, search), under a sub path as with serve_from_sub_path. What is not
// documented is 404, what the account may not is 403, and every call wants basic authentication.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Answer, newUser, routesOf } from './grafana-routes.ts'

export interface GrafanaUser {
  id: number
  login: string
  password: string
  isGrafanaAdmin: boolean
  isDisabled: boolean
  /** Role by organization. */
  orgs: Record<number, string>
  preferences: Record<string, unknown>
}

export interface GrafanaServer extends GrafanaParts, AsyncDisposable {
  url: string
}

/** What a test may look at and change. */
export interface GrafanaParts {
  users: GrafanaUser[]
  /** Words of a fault by uid; without one it is well, without an entry it is not there. */
  dataSources: Map<string, string>
  dashboards: Set<string>
  /** What reading the provisioning anew brings. */
  onReload: (what: string) => void
  /** All that was asked, without bodies. */
  log: string[]
}

export async function startGrafana(subPath = '/grafana'): Promise<GrafanaServer> {
  const admin = newUser('admin', 'admins secret', { id: 1, isGrafanaAdmin: true, orgs: { 1: 'Admin' } })
  const grafana: GrafanaParts = {
    users: [admin],
    dataSources: new Map(),
    dashboards: new Set(),
    onReload: () => undefined,
    log: [],
  }
  const routes = routesOf(grafana)

  async function handle(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '', 'http://x')
    grafana.log.push(`${request.method} ${url.pathname}${url.search}`)
    if (!url.pathname.startsWith(`${subPath}/api/`)) return [404, 'Not found']
    const basic = /^Basic (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const [login, ...password] = Buffer.from(basic, 'base64').toString().split(':')
    const me = grafana.users.find((user) => user.login === login)
    if (me === undefined || me.isDisabled || me.password !== password.join(':')) {
      return [401, { message: 'Invalid username or password' }]
    }
    const path = url.pathname.slice(subPath.length + '/api'.length)
    for (const [method, pattern, needs, answer] of routes) {
      const match = pattern.exec(path)
      if (method !== request.method || match === null) continue
      if (needs === 'admin' && !me.isGrafanaAdmin)
        return [403, { message: "You'll need additional permissions" }]
      const given = await text(request)
      const body: Record<string, unknown> = given === '' ? {} : JSON.parse(given)
      return answer({ me, part: match[1] ?? '', second: match[2] ?? '', query: url.searchParams, body })
    }
    return [404, { message: 'Not found' }]
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const [status, body] = await handle(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  return Object.assign(grafana, {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
