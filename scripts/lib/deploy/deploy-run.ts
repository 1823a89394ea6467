import type { ComposeProject } from '../compose/compose-project.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import type { Interruption } from '../steps/interruption.ts'
import type { Opened } from '../steps/open-setup.ts'
import type { Setup } from '../steps/step.ts'

/** What a deploy works with. */
export interface DeployRun extends Opened {
  docker: StreamingDocker
  /** Which no signal ends: to take back what was begun. */
  steadyDocker: StreamingDocker
  project: ComposeProject
  setup: Setup
  interruption: Interruption
  at: Date
}

/** What takes back is not itself interrupted. */
const undisturbed: Interruption = {
  signal: new AbortController().signal,
  stopHere: () => undefined,
  carryThrough: (work) => work(),
  explain: (error) => error,
}

/** The same when everything else has been ended by a signal. */
export function steadyRun(run: DeployRun): DeployRun {
  const { steadyDocker, setup } = run
  const steady = { ...setup, compose: steadyDocker.compose }
  return { ...run, docker: steadyDocker, setup: steady, interruption: undisturbed }
}

/** Where a killed run leaves something behind: tests die at each of them. */
export const deployMoments = [
  'deploy: begun',
  'deploy: image',
  'deploy: tested',
  'deploy: backed up',
  'deploy: judged',
  'deploy: migrated',
  'deploy: named',
  'deploy: files read',
  'deploy: exchanged',
  'deploy: passed',
  'deploy: recorded',
] as const
