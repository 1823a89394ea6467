import { fieldOf, listOf, textOf } from '../http/json-value.ts'
import type { Finding, Setup, Step } from '../steps/step.ts'
import { type Grafana, grafanaStep, refusalOf } from './grafana-api.ts'

/** Accounts that somebody added by hand are his business, unless their password is the first that anyone would try. */
export function createStrangersStep(setup: Setup, { call, admin, director }: Grafana): Step {
  async function look(): Promise<Finding> {
    const answer = await call(admin, 'GET', '/users?perpage=1000')
    if (!answer.ok) return { state: 'missing', words: refusalOf(answer) }
    const others = listOf(answer.body)
      .filter((user) => fieldOf(user, 'isDisabled') !== true)
      .map((user) => textOf(user, 'login') ?? '')
      .filter((login) => login !== '' && login !== admin.login && login !== director.login)
    const open: string[] = []
    for (const login of others) if (await hasDefaultPassword(login)) open.push(login)
    if (open.length > 0) return { state: 'failed', words: `${open.join(', ')}: ${guessable}` }
    const words =
      others.length === 0 ? 'nobody but admin and director' : `admin, director, ${others.join(', ')}`
    return { state: 'ready', words }
  }

  /** Two tries: after five wrong ones Grafana would keep the account's owner out for a while. */
  async function hasDefaultPassword(login: string): Promise<boolean> {
    for (const password of new Set([login, 'admin'])) {
      if ((await call({ login, password }, 'GET', '/user')).ok) return true
    }
    return false
  }

  return grafanaStep(setup, { name: 'Grafana: accounts', look, make: look })
}

const guessable =
  'anyone can guess this password; change it or remove the account (Administration, Users and access)'
