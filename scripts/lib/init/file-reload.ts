import { setTimeout as sleep } from 'node:timers/promises'
import { createGrafana, mustBeOk } from '../grafana/grafana-api.ts'
import { networkFailure } from '../http/network-failure.ts'
import { type Setup, StepError } from '../steps/step.ts'

/** How a service takes its files up while it runs. */
export interface Reload {
  /** When it read them last; undefined where it does not say, and then it was at its start. */
  readAt(setup: Setup): Promise<Date | undefined>
  ask(setup: Setup): Promise<void>
  /** Files that a new start alone brings. */
  notFor?: RegExp
  /** 30 s unless told. */
  withinMs?: number
}

/** Lets it read what was tried, and waits until it says that it has. Throws a StepError when it goes on as before. */
export async function letReadAnew(setup: Setup, service: string, reload: Reload): Promise<void> {
  setup.say(`Letting ${service} read its files anew`)
  const asked = Date.now()
  await reload.ask(setup)
  for (const deadline = asked + (reload.withinMs ?? 30_000); ; await sleep(200)) {
    const readAt = await reload.readAt(setup)
    if (readAt !== undefined && readAt.getTime() >= asked) return
    if (Date.now() > deadline) {
      throw new StepError(`${service} goes on with its older files: docker compose logs ${service}`)
    }
  }
}

/**
 * For programs that read anew on a HUP, and tell in a metric when that went well. Sent by a shell of the container:
 * `docker kill` would take the next end of the program for the end that was asked for.
 */
function byHup(service: string, metric: string, before: readonly string[] = []): Reload {
  const line = new RegExp(`^${metric}_last_reload_success_timestamp_seconds (\\S+)$`, 'm')
  return {
    async readAt(setup) {
      try {
        const answer = await setup.fetch(`${setup.urlOf(service)}/metrics`)
        const seconds = line.exec(await answer.text())?.[1]
        return seconds === undefined ? undefined : new Date(Number(seconds) * 1000)
      } catch (error) {
        if (networkFailure(error) === undefined) throw error
        return undefined
      }
    },
    async ask(setup) {
      await setup.compose(['exec', '-T', service, 'sh', '-ec', [...before, 'kill -HUP 1'].join('; ')])
    },
  }
}

export const prometheusReload = byHup('prometheus', 'prometheus_config')

export const alertmanagerReload: Reload = {
  ...byHup('alertmanager', 'alertmanager_config', ['sh /etc/alertmanager/run.sh --check']),
  // it is at work as long as Alertmanager is
  notFor: /\/run\.sh$/,
}

/** Grafana does not say when it read its data sources: what is noted here goes with the container. */
const note = '/tmp/provisioning-read'

/** It reads dashboards by itself; what says where they are, and the data sources, when its admin asks for it. */
export const grafanaReload: Reload = {
  async readAt(setup) {
    const noted = await setup.compose([
      ...['exec', '-T', 'grafana', 'sh', '-c'],
      `if [ -e ${note} ]; then cat ${note}; fi`,
    ])
    return noted.trim() === '' ? undefined : new Date(Number(noted))
  },
  async ask(setup) {
    const now = Date.now()
    const { call, admin } = createGrafana(setup)
    for (const what of ['datasources', 'dashboards']) {
      const answer = await call(admin, 'POST', `/admin/provisioning/${what}/reload`)
      mustBeOk(answer, `grafana/provisioning/${what} cannot be read anew`)
    }
    await setup.compose(['exec', '-T', 'grafana', 'sh', '-c', `echo ${now} >${note}`])
  },
}
