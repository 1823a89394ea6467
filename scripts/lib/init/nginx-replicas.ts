import type { ComposeProject } from '../compose/compose-project.ts'
import type { Docker } from '../compose/docker.ts'
import { createFront } from '../replicas/front.ts'
import { lockHolder } from '../steps/lock-holder.ts'
import type { Finding, Setup, Step } from '../steps/step.ts'

/** nginx hands updates to every replica: a deploy or a scale.sh that was killed leaves it with some of them alone. */
export function createNginxReplicasStep(setup: Setup, docker: Docker, project: ComposeProject): Step {
  const front = createFront(docker, project, setup.root)

  async function look(): Promise<Finding> {
    if (!setup.isPresent('nginx')) return { state: 'absent', words: 'no nginx' }
    const holder = lockHolder(setup.root)
    if (holder !== undefined) return { state: 'ready', words: `${holder} is at work and tells nginx` }
    if (await front.servesAll()) return { state: 'ready', words: 'nginx keeps no replica from its updates' }
    const left = 'as a run that was broken off left it'
    return { state: 'missing', words: `nginx hands updates to some of the replicas alone, ${left}` }
  }

  async function make(): Promise<Finding> {
    await front.serveAll()
    return look()
  }

  return { name: 'Updates', look, make }
}
