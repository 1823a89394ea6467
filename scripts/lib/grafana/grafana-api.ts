import { parsedJson, textOf } from '../http/json-value.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'

export interface GrafanaAccount {
  login: string
  password: string
}

export interface GrafanaAnswer {
  status: number
  ok: boolean
  body: unknown
}

/** Calls Grafana as the account: `path` is what follows /api. Throws a StepError when nothing answers. */
export type GrafanaCall = (
  account: GrafanaAccount,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  body?: object,
) => Promise<GrafanaAnswer>

export interface Grafana {
  call: GrafanaCall
  admin: GrafanaAccount
  director: GrafanaAccount
}

export function createGrafana(setup: Setup): Grafana {
  // read when it is needed: steps are made before there are secrets
  const accountOf = (login: string, secret: string): GrafanaAccount => ({
    login,
    get password() {
      return setup.secret(secret)
    },
  })
  return {
    admin: accountOf('admin', 'grafana_admin_password'),
    director: accountOf('director', 'grafana_director_password'),
    async call(account, method, path, body) {
      const url = `${setup.urlOf('grafana')}${subPathOf(setup.env['GRAFANA_URL'])}/api${path}`
      const credentials = Buffer.from(`${account.login}:${account.password}`).toString('base64')
      try {
        const answer = await setup.fetch(url, {
          method,
          // to another address it would be to another server
          redirect: 'manual',
          headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        return { status: answer.status, ok: answer.ok, body: parsedJson(await answer.text()) }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new StepError(`Grafana does not answer at ${url} (${reason}): docker compose up -d grafana`)
      }
    },
  }
}

/** Grafana is served under the path that its address for people has. */
function subPathOf(address: string | undefined): string {
  const text = address || 'http://localhost:3000/grafana'
  if (!URL.canParse(text)) throw new StepError(`GRAFANA_URL in .env is no address: ${text}`)
  return new URL(text).pathname.replace(/\/+$/, '')
}

/** What Grafana says of a call that did not go well. */
export const refusalOf = ({ status, body }: GrafanaAnswer) => {
  const message = textOf(body, 'message')
  return message === undefined ? `Grafana answers ${status}` : `Grafana answers ${status}: ${message}`
}

/** For calls that change something. */
export function mustBeOk(answer: GrafanaAnswer, what: string): GrafanaAnswer {
  if (answer.ok) return answer
  throw new StepError(`${what}: ${refusalOf(answer)}`)
}

/** A step whose looks find nothing where Grafana does not answer. */
export function grafanaStep(
  setup: Setup,
  step: { name: string; look: () => Promise<Finding>; make: () => Promise<Finding> },
): Step {
  return {
    ...step,
    async look() {
      if (!setup.isPresent('grafana')) return { state: 'absent', words: 'no Grafana' }
      if (setup.secret('grafana_admin_password') === '') {
        return { state: 'missing', words: 'its secrets are not made yet' }
      }
      try {
        return await step.look()
      } catch (error) {
        if (error instanceof StepError) return { state: 'missing', words: error.message }
        throw error
      }
    },
  }
}
