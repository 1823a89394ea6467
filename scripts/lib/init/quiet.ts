import { readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { fieldOf, listOf, parsedJson, textOf } from '../http/json-value.ts'
import { networkFailure } from '../http/network-failure.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { testAlertName } from './test-alert.ts'

const createdBy = 'init_monitoring.sh'
const minutes = 10

/**
 * Before its first start the bot is down by any rule, and so is nginx. While the set-up is at work nobody is called for
 * that. Where there was a bot already, nothing is silenced.
 */
export async function keepQuietBeforeTheFirstStart(setup: Setup, docker: Docker): Promise<void> {
  if (!setup.isPresent('alertmanager') || !setup.isPresent('bot')) return
  if ((await readContainers(docker, ['bot'])).length > 0) return
  const now = Date.now()
  const silence = {
    matchers: [{ name: 'alertname', value: `${testAlertName}|Watchdog`, isRegex: true, isEqual: false }],
    startsAt: new Date(now).toISOString(),
    // should the set-up be killed before it ends the silence
    endsAt: new Date(now + minutes * 60_000).toISOString(),
    createdBy,
    comment: 'The bot has not been started yet',
  }
  const answer = await setup.fetch(`${setup.urlOf('alertmanager')}/api/v2/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(silence),
  })
  if (!answer.ok) throw new StepError(`Alertmanager refuses a silence (${answer.status})`)
}

/** From now on alerts are told again. An Alertmanager that does not answer has nothing to tell. */
export async function endQuiet(setup: Setup): Promise<void> {
  if (!setup.isPresent('alertmanager')) return
  const api = `${setup.urlOf('alertmanager')}/api/v2`
  try {
    const silences = parsedJson(await (await setup.fetch(`${api}/silences`)).text())
    for (const silence of listOf(silences)) {
      const isOver = textOf(fieldOf(silence, 'status'), 'state') === 'expired'
      if (textOf(silence, 'createdBy') !== createdBy || isOver) continue
      await setup.fetch(`${api}/silence/${textOf(silence, 'id')}`, { method: 'DELETE' })
    }
  } catch (error) {
    if (networkFailure(error) === undefined) throw error
  }
}
