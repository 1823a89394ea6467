import type { GrafanaParts, GrafanaUser } from './grafana-server.ts'

export type Answer = [status: number, body: unknown]
type Route = [method: string, path: RegExp, needs: 'admin' | 'user', answer: (call: Call) => Answer]
interface Call {
  me: GrafanaUser
  part: string
  second: string
  query: URLSearchParams
  body: Record<string, unknown>
}

export const newUser = (login: string, password: string, more: Partial<GrafanaUser> = {}): GrafanaUser => ({
  id: 0,
  login,
  password,
  isGrafanaAdmin: false,
  isDisabled: false,
  orgs: { 1: 'Viewer' },
  preferences: {},
  ...more,
})

/** The addresses of the documentation that we call. */
export function routesOf(grafana: GrafanaParts): Route[] {
  const { users, dataSources, dashboards } = grafana
  const shown = ({ id, login, isGrafanaAdmin, isDisabled }: GrafanaUser) => ({
    ...{ id, login, isGrafanaAdmin, isDisabled, email: `${login}@localhost`, orgId: 1, isExternal: false },
  })
  const withUser = (id: string, change: (user: GrafanaUser) => string): Answer => {
    const user = users.find((one) => String(one.id) === id)
    return user === undefined ? [404, { message: 'user not found' }] : [200, { message: change(user) }]
  }
  return [
    ['GET', /^\/user$/, 'user', ({ me }) => [200, shown(me)]],
    ['GET', /^\/user\/preferences$/, 'user', ({ me }) => [200, me.preferences]],
    ['PATCH', /^\/user\/preferences$/, 'user', ({ me, body }) => setPreferences(grafana, me, body)],
    [
      'GET',
      /^\/users$/,
      'admin',
      () => [200, users.map((user) => ({ ...shown(user), isAdmin: user.isGrafanaAdmin }))],
    ],
    [
      'GET',
      /^\/users\/lookup$/,
      'admin',
      ({ query }) => {
        const user = users.find(({ login }) => login === query.get('loginOrEmail'))
        return user === undefined ? [404, { message: 'user not found' }] : [200, shown(user)]
      },
    ],
    [
      'GET',
      /^\/users\/(\d+)\/orgs$/,
      'admin',
      ({ part }) => {
        const orgs = Object.entries(users.find(({ id }) => String(id) === part)?.orgs ?? {})
        return [200, orgs.map(([orgId, role]) => ({ orgId: Number(orgId), name: 'Main Org.', role }))]
      },
    ],
    ['POST', /^\/admin\/users$/, 'admin', ({ body }) => createUser(users, body)],
    [
      'PUT',
      /^\/admin\/users\/(\d+)\/password$/,
      'admin',
      ({ part, body }) =>
        withUser(part, (user) => {
          user.password = String(body['password'])
          return 'User password updated'
        }),
    ],
    [
      'PUT',
      /^\/admin\/users\/(\d+)\/permissions$/,
      'admin',
      ({ part, body }) =>
        withUser(part, (user) => {
          user.isGrafanaAdmin = body['isGrafanaAdmin'] === true
          return 'User permissions updated'
        }),
    ],
    [
      'POST',
      /^\/orgs\/(\d+)\/users$/,
      'admin',
      ({ part, body }) => {
        const user = users.find(({ login }) => login === body['loginOrEmail'])
        if (user === undefined || user.orgs[Number(part)] !== undefined)
          return [409, { message: 'already there' }]
        user.orgs[Number(part)] = String(body['role'])
        return [200, { message: 'User added to organization', userId: user.id }]
      },
    ],
    [
      'PATCH',
      /^\/orgs\/(\d+)\/users\/(\d+)$/,
      'admin',
      ({ part, second, body }) =>
        withUser(second, (user) => {
          user.orgs[Number(part)] = String(body['role'])
          return 'Organization user updated'
        }),
    ],
    [
      'GET',
      /^\/datasources\/uid\/([\w-]+)\/health$/,
      'user',
      ({ part }) => {
        const fault = dataSources.get(part)
        if (fault === undefined) return [404, { message: 'Data source not found' }]
        return fault === ''
          ? [200, { message: 'Database Connection OK', status: 'OK' }]
          : [400, { message: fault, status: 'ERROR' }]
      },
    ],
    ['GET', /^\/search$/, 'user', () => [200, [...dashboards].map((uid) => ({ uid, type: 'dash-db' }))]],
    [
      'POST',
      /^\/admin\/provisioning\/(dashboards|datasources)\/reload$/,
      'admin',
      ({ part }) => {
        grafana.onReload(part)
        return [200, { message: `${part} config reloaded` }]
      },
    ],
  ]
}

function setPreferences(
  { dashboards }: Pick<GrafanaParts, 'dashboards'>,
  me: GrafanaUser,
  body: Record<string, unknown>,
): Answer {
  const known = ['theme', 'homeDashboardUID', 'timezone', 'weekStart', 'language', 'queryHistory', 'navbar']
  if (Object.keys(body).some((name) => !known.includes(name))) return [400, { message: 'bad request data' }]
  const home = body['homeDashboardUID']
  if (home !== undefined && !dashboards.has(String(home))) return [404, { message: 'Dashboard not found' }]
  Object.assign(me.preferences, body)
  return [200, { message: 'Preferences updated' }]
}

function createUser(users: GrafanaUser[], { login, password, OrgId }: Record<string, unknown>): Answer {
  if (String(password).length < 4) return [400, { message: 'password is missing or too short' }]
  if (users.some((user) => user.login === login)) return [412, { message: 'user already exists' }]
  const id = Math.max(...users.map((user) => user.id)) + 1
  users.push(newUser(String(login), String(password), { id, orgs: { [Number(OrgId)]: 'Viewer' } }))
  return [200, { id, message: 'User created' }]
}
