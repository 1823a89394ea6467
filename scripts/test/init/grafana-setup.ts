import { createGrafanaSteps } from '../../lib/grafana/grafana.ts'
import { dashboardUids, dataSources } from '../../lib/grafana/grafana-contents.ts'
import { type Setup, type Step, StepError } from '../../lib/steps/step.ts'
import { root } from '../copied-checkout.ts'
import { type GrafanaServer, startGrafana } from './grafana-server.ts'

export interface GrafanaSetup extends AsyncDisposable {
  grafana: GrafanaServer
  secrets: Record<string, string>
  env: Record<string, string>
  calls: (readonly string[])[]
  /** A part of the installation by the last word of its name. */
  step(name: string): Step
  /** Makes what is missing, in order. */
  makeAll(): Promise<void>
}

/** An installation whose Grafana is the stand-in, provisioned as ours is. */
export async function startGrafanaSetup(options: { subPath?: string } = {}): Promise<GrafanaSetup> {
  const grafana = await startGrafana(options.subPath)
  for (const uid of dataSources) grafana.dataSources.set(uid, '')
  for (const uid of dashboardUids(root)) grafana.dashboards.add(uid)
  const secrets: Record<string, string> = {
    grafana_admin_password: 'admins secret',
    grafana_director_password: 'directors secret',
  }
  const env: Record<string, string> = {}
  const calls: (readonly string[])[] = []
  const setup: Setup = {
    root,
    env,
    secretsDir: '/nowhere',
    secret: (name) => secrets[name] ?? '',
    compose: async (args, { input = '' } = {}) => {
      calls.push(args)
      const command = args.at(-1) ?? ''
      const isReset = command.endsWith('exec grafana cli admin reset-admin-password --password-from-stdin')
      const place = args.slice(0, -1).join(' ')
      if (place !== 'run --rm --no-deps -T --entrypoint=sh grafana -c' || !isReset) {
        throw new StepError(`docker compose: ${args.join(' ')}`)
      }
      const [admin] = grafana.users
      if (admin !== undefined) admin.password = input.split('\n')[0] ?? ''
      return 'Admin password changed successfully\n'
    },
    isPresent: (service) => service === 'grafana',
    urlOf: () => grafana.url,
    say: () => undefined,
    setEnv: () => undefined,
    fetch: (url, init) => fetch(url, init),
  }
  const steps = createGrafanaSteps(setup)
  return {
    ...{ grafana, secrets, env, calls },
    step(name) {
      const found = steps.find((step) => step.name === `Grafana: ${name}`)
      if (found === undefined) throw new Error(`no step ${name}`)
      return found
    },
    async makeAll() {
      for (const step of steps) if ((await step.look()).state === 'missing') await step.make()
    },
    [Symbol.asyncDispose]: () => grafana[Symbol.asyncDispose](),
  }
}
