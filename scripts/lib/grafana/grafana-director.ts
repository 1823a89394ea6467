import { fieldOf, listOf, numberOf, textOf } from '../http/json-value.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'
import { type Grafana, grafanaStep, mustBeOk, refusalOf } from './grafana-api.ts'

/** The one organization that Grafana makes for itself. */
const organization = 1

/** What the director sees first, in his language; the rest of his preferences is his own. */
const preferences = { homeDashboardUID: 'schoolbot-kpi', language: 'ru-RU', weekStart: 'monday' }

/** The director looks at dashboards and changes nothing; his figures are the first he sees. */
export function createDirectorStep(setup: Setup, { call, admin, director }: Grafana): Step {
  async function look(): Promise<Finding> {
    const user = await call(admin, 'GET', `/users/lookup?loginOrEmail=${director.login}`)
    if (user.status === 404) return { state: 'missing', words: 'no account for the director yet' }
    if (!user.ok) return { state: 'missing', words: refusalOf(user) }
    if (fieldOf(user.body, 'isDisabled') === true) return { state: 'failed', words: disabled }
    const own = await call(director, 'GET', '/user/preferences')
    if (own.status === 401) {
      return {
        state: 'missing',
        words: 'director has another password than the secret grafana_director_password',
      }
    }
    const [id, isAdmin] = [idOf(user.body), fieldOf(user.body, 'isGrafanaAdmin') === true]
    if (isAdmin || (await roleOf(id)) !== 'Viewer')
      return { state: 'missing', words: 'director is no mere viewer' }
    const differ = Object.entries(preferences).filter(([name, value]) => textOf(own.body, name) !== value)
    if (differ.length > 0) {
      return {
        state: 'missing',
        words: `preferences of director to be set: ${differ.map(([name]) => name).join(', ')}`,
      }
    }
    return { state: 'ready', words: 'director may look and has schoolbot-kpi as home' }
  }

  async function make(): Promise<Finding> {
    setup.say('Making the account of the director in Grafana')
    const found = await call(admin, 'GET', `/users/lookup?loginOrEmail=${director.login}`)
    const id =
      found.status === 404 ? await create() : idOf(mustBeOk(found, 'the director cannot be looked up').body)
    if ((await call(director, 'GET', '/user')).status === 401) {
      const { password } = director
      mustBeOk(
        await call(admin, 'PUT', `/admin/users/${id}/password`, { password }),
        'the password of director is not set',
      )
    }
    if (fieldOf(found.body, 'isGrafanaAdmin') === true) {
      const rights = { isGrafanaAdmin: false }
      mustBeOk(
        await call(admin, 'PUT', `/admin/users/${id}/permissions`, rights),
        'director stays an administrator',
      )
    }
    await makeViewer(id)
    mustBeOk(
      await call(director, 'PATCH', '/user/preferences', preferences),
      'the home of director is not set',
    )
    const finding = await look()
    if (finding.state === 'missing') throw new StepError(finding.words)
    return finding
  }

  async function create(): Promise<number> {
    const { login, password } = director
    const account = { login, password, name: 'Директор', email: `${login}@localhost`, OrgId: organization }
    const answer = await call(admin, 'POST', '/admin/users', account)
    return idOf(mustBeOk(answer, 'the account director is not made').body)
  }

  async function roleOf(id: number): Promise<string | undefined> {
    const answer = await call(admin, 'GET', `/users/${id}/orgs`)
    const ours = listOf(answer.body).find((one) => numberOf(one, 'orgId') === organization)
    return textOf(ours, 'role')
  }

  async function makeViewer(id: number): Promise<void> {
    const role = await roleOf(id)
    if (role === 'Viewer') return
    const answer =
      role === undefined
        ? await call(admin, 'POST', `/orgs/${organization}/users`, {
            loginOrEmail: director.login,
            role: 'Viewer',
          })
        : await call(admin, 'PATCH', `/orgs/${organization}/users/${id}`, { role: 'Viewer' })
    mustBeOk(answer, 'director is not made a viewer')
  }

  return grafanaStep(setup, { name: 'Grafana: director', look, make })
}

function idOf(user: unknown): number {
  const id = numberOf(user, 'id')
  if (id === undefined) throw new StepError('Grafana tells no id of the account director')
  return id
}

const disabled = 'the account director is disabled: enable it in Grafana, Administration, Users and access'
