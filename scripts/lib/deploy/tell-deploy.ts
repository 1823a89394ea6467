import { hostname } from 'node:os'
import { createGrafana, refusalOf } from '../grafana/grafana-api.ts'
import { notify } from '../notices/notify.ts'
import { StepError } from '../steps/step.ts'
import type { DeployRun } from './deploy-run.ts'
import { deployTexts } from './deploy-texts.ts'
import type { HistoryLine } from './history.ts'

/** Tells the chat of the alerts and Grafana what became of it. Nothing of it fails a deploy: it is warned of. */
export async function tellEnd({ setup, project }: DeployRun, line: HistoryLine): Promise<void> {
  const sender = { host: hostname(), project: project.name, environment: line.environment }
  const kind = line.outcome === 'done' && line.reason === undefined ? 'done' : 'failed'
  const untold = await notify(setup, { kind, text: deployTexts[line.outcome](sender, line) })
  if (untold !== undefined) setup.say(`warning: ${untold}`)
  if (!setup.isPresent('grafana')) return
  const { call, admin } = createGrafana(setup)
  const annotation = {
    time: Date.parse(line.begunAt),
    timeEnd: Date.parse(line.endedAt),
    tags: [line.kind, line.outcome, line.environment],
    text: `${line.kind} ${line.release} ${line.version}: ${line.outcome}`,
  }
  try {
    const answer = await call(admin, 'POST', '/annotations', annotation)
    if (!answer.ok) setup.say(`warning: Grafana takes no annotation: ${refusalOf(answer)}`)
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    setup.say(`warning: Grafana was not told: ${error.message}`)
  }
}
