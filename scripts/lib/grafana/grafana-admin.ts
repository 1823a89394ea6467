import { fieldOf } from '../http/json-value.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'
import { type Grafana, grafanaStep, refusalOf } from './grafana-api.ts'

/**
 * The admin's password is that of the secret. Grafana reads the secret only while its volume is new: a volume that was
 * there before, or a secret that was changed, is put right by Grafana's own command.
 */
export function createGrafanaAdminStep(setup: Setup, { call, admin }: Grafana): Step {
  async function look(): Promise<Finding> {
    const answer = await call(admin, 'GET', '/user')
    if (answer.status === 401) {
      return { state: 'missing', words: 'admin has another password than the secret grafana_admin_password' }
    }
    if (!answer.ok) return { state: 'failed', words: refusalOf(answer) }
    if (fieldOf(answer.body, 'isGrafanaAdmin') !== true) {
      return {
        state: 'failed',
        words: 'the account admin is no server administrator any more: make it one in Grafana',
      }
    }
    return { state: 'ready', words: 'admin has the password of the secret grafana_admin_password' }
  }

  async function make(): Promise<Finding> {
    if ((await look()).state === 'ready') return look()
    setup.say("Setting the password of Grafana's admin to that of the secret")
    // the entrypoint turns the file of the key into a variable; a command in its place has to do so itself
    const command =
      'GF_SECURITY_SECRET_KEY=$(cat "$GF_SECURITY_SECRET_KEY__FILE"); export GF_SECURITY_SECRET_KEY; ' +
      'exec grafana cli admin reset-admin-password --password-from-stdin'
    await setup.compose([...container, '--entrypoint=sh', 'grafana', '-c', command], {
      input: `${admin.password}\n`,
    })
    const finding = await look()
    if (finding.state === 'missing') throw new StepError(stillRefused)
    return finding
  }

  return grafanaStep(setup, { name: 'Grafana: admin', look, make })
}

/** Of its own, with a limit of its own: beside the running one there is not memory for a second Grafana. */
const container = ['run', '--rm', '--no-deps', '-T'] as const

const stillRefused =
  'the password of admin is set and Grafana refuses it: after five wrong ones it refuses all for five minutes, ' +
  'so wait and run this script again'
