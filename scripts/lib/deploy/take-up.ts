import { readContainers } from '../compose/containers.ts'
import { createConfigurationStep } from '../init/configuration.ts'
import { converge } from '../replicas/converge.ts'
import { expectReplicas } from '../replicas/expected-replicas.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import type { Attempt, BeginStep } from './attempt.ts'
import type { DeployRun } from './deploy-run.ts'
import { passGate } from './gate.ts'
import { composeOf, freshTargetOf, nameImage } from './release-compose.ts'

/** Puts a release into service, replica by replica, and sees whether it may stay. Throws a StepError. */
export async function takeUp(run: DeployRun, attempt: Attempt, beginStep: BeginStep): Promise<void> {
  const { setup } = run
  const release = { id: attempt.release, image: attempt.image }
  beginStep('files of services')
  await letServicesRead(run, attempt)
  reach('deploy: files read')
  beginStep('replicas')
  attempt.touched = true
  await nameImage(run, release)
  reach('deploy: named')
  const target = await freshTargetOf(run, release)
  if (setup.isPresent('node-exporter')) expectReplicas(setup, target.count)
  const { added, removed } = await converge(run, target)
  setup.say(`Replicas: ${added} added, ${removed} taken out`)
  await startWhatNeedsTheBot(run, release.id)
  reach('deploy: exchanged')
  beginStep('gate')
  await passGate(run, target)
  reach('deploy: passed')
}

/** By a reload where that is enough; what is wrong in them stops a deploy, and no way back. */
export async function letServicesRead(
  { setup, docker }: DeployRun,
  { kind }: Pick<Attempt, 'kind'>,
): Promise<void> {
  const step = createConfigurationStep(setup, docker)
  try {
    const found = await step.look()
    const made = found.state === 'missing' ? await step.make() : found
    if (made.state !== 'ready') throw new StepError(made.words)
  } catch (error) {
    if (kind !== 'rollback' || !(error instanceof StepError)) throw error
    setup.say(`warning: ${error.message}`)
  }
}

/** nginx and who looks at it have waited for the bot's first start. */
async function startWhatNeedsTheBot(run: DeployRun, id: string): Promise<void> {
  const running = (await readContainers(run.docker)).filter(({ state }) => state === 'running')
  const missing = ['nginx', 'nginx-exporter'].filter(
    (name) => run.setup.isPresent(name) && !running.some(({ service }) => service === name),
  )
  if (missing.length === 0) return
  run.setup.say(`Starting ${missing.join(' and ')}`)
  const args = ['up', '--detach', '--no-deps', '--no-build', '--wait', '--wait-timeout', '120', ...missing]
  await composeOf(run, { id })(args, 1_200_000)
}
