import { setTimeout as sleep } from 'node:timers/promises'
import { readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { networkFailure } from '../http/network-failure.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'

interface Target {
  /** The name of the job. */
  scrapePool: string
  /** unknown: not asked yet. */
  health: 'up' | 'down' | 'unknown'
}

/** Twice the interval of most jobs: who started only now is asked within that. */
const patience = 30_000

/** They ask blackbox-exporter, which has a job of its own, what it sees of others; some of them once a minute. */
const throughBlackbox = ['probe', 'certificate', 'bot_health']

/** Whose job it is: a target of a service that does not run is down by right. */
const serviceOfJob: Readonly<Record<string, string>> = {
  postgres: 'postgres-exporter',
  redis: 'redis-exporter',
  node: 'node-exporter',
  nginx: 'nginx-exporter',
  blackbox: 'blackbox-exporter',
}

/** Prometheus has its rules, hands alerts on, and reads from everything that runs. */
export function createPrometheusStep(setup: Setup, docker: Docker): Step {
  const api = async (path: string) => {
    const answer = await setup.fetch(`${setup.urlOf('prometheus')}/api/v1/${path}`)
    if (!answer.ok)
      throw new StepError(`Prometheus answers ${answer.status} (docker compose logs prometheus)`)
    const { data } = JSON.parse(await answer.text())
    return data
  }

  async function look(): Promise<Finding> {
    if (!setup.isPresent('prometheus')) return { state: 'absent', words: 'no Prometheus' }
    const running = await runningServices(docker)
    if (!running.has('prometheus')) return { state: 'missing', words: 'it does not run' }
    try {
      for (const deadline = Date.now() + patience; ; await sleep(1_000)) {
        const finding = await ask(running)
        if (finding !== 'too early to say') return finding
        if (Date.now() > deadline) return { state: 'missing', words: 'it has not read from everything yet' }
      }
    } catch (error) {
      const reason = networkFailure(error)
      if (reason === undefined) throw error
      return { state: 'missing', words: `it does not answer: ${reason}` }
    }
  }

  async function ask(running: ReadonlySet<string>): Promise<Finding | 'too early to say'> {
    const { groups }: { groups: { rules: { name: string; health: string }[] }[] } = await api('rules')
    const rules = groups.flatMap((group) => group.rules)
    const broken = rules.filter(({ health }) => health === 'err').map(({ name }) => name)
    if (rules.length === 0) return { state: 'failed', words: 'it has no rules: look at prometheus/rules' }
    if (broken.length > 0) return { state: 'failed', words: `rules that fail: ${broken.join(', ')}` }
    const { activeAlertmanagers }: { activeAlertmanagers: unknown[] } = await api('alertmanagers')
    if (setup.isPresent('alertmanager') && activeAlertmanagers.length === 0) {
      return { state: 'missing', words: 'it has not found Alertmanager' }
    }
    const { activeTargets }: { activeTargets: Target[] } = await api('targets?state=active')
    const wanted = activeTargets.filter(
      ({ scrapePool }) =>
        !throughBlackbox.includes(scrapePool) && running.has(serviceOfJob[scrapePool] ?? scrapePool),
    )
    if (wanted.some(({ health }) => health === 'unknown')) return 'too early to say'
    const down = wanted.filter(({ health }) => health !== 'up').map(({ scrapePool }) => scrapePool)
    if (down.length > 0) return { state: 'missing', words: `it cannot read from ${down.join(', ')}` }
    return { state: 'ready', words: `${rules.length} rules, ${wanted.length} targets up` }
  }

  async function make(): Promise<Finding> {
    setup.say('Waiting until Prometheus has read from everything that runs')
    for (const deadline = Date.now() + 60_000; ; await sleep(1_000)) {
      const finding = await look()
      if (finding.state !== 'missing') return finding
      if (Date.now() > deadline) throw new StepError(`${finding.words} (docker compose logs prometheus)`)
    }
  }

  return { name: 'Prometheus', look, make }
}

async function runningServices(docker: Docker): Promise<Set<string>> {
  const containers = await readContainers(docker)
  return new Set(containers.filter(({ state }) => state === 'running').map(({ service }) => service))
}
