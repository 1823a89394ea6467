import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { defaultApiRoot } from '../http/telegram-access.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'
import { createAlertChatStep } from './alert-chat.ts'
import { isDeliveryFailing, readDeliveries } from './deliveries.ts'

export const testAlertName = 'SchoolBotTest'

/** Alertmanager waits half a minute for company before it tells of an alert that is not urgent. */
const withinMs = 60_000

/**
 * An alert has gone all the way to this chat by this bot. It is sent once, and again when one of them changes or when
 * alerts get lost.
 */
export function createTestAlertStep(setup: Setup): Step {
  const marker = join(setup.secretsDir, '.alert-tested')
  const way = () => {
    const apiRoot = setup.env['ALERT_TELEGRAM_API_ROOT'] || defaultApiRoot
    const parts = [setup.secret('alert_bot_token'), setup.secret('alert_chat_id'), apiRoot]
    return createHash('sha256').update(parts.join('\n')).digest('hex')
  }

  async function look(): Promise<Finding> {
    if (!setup.isPresent('alertmanager')) return { state: 'absent', words: 'no Alertmanager' }
    const [tested, when] = existsSync(marker) ? readFileSync(marker, 'utf8').trim().split(' ') : []
    if (tested !== way()) {
      return { state: 'missing', words: 'no alert has been sent to this chat by this bot yet' }
    }
    if (await isDeliveryFailing(setup)) {
      return { state: 'missing', words: `it arrived in Telegram on ${when}, and now alerts do not` }
    }
    return { state: 'ready', words: `it arrived in Telegram on ${when}` }
  }

  async function make(): Promise<Finding> {
    if ((await createAlertChatStep(setup).look()).state !== 'ready') {
      throw new StepError('it was not sent: put the alert bot right first')
    }
    setup.say('Sending a test alert to Telegram (it takes half a minute)')
    const url = setup.urlOf('alertmanager')
    const before = await readDeliveries(setup)
    // a group of its own, which need not wait for what was told of another test
    const labels = { alertname: testAlertName, severity: 'info', component: `test-${Date.now()}` }
    await post(url, { labels, annotations: words, generatorURL: setup.env['ALERTMANAGER_URL'] || url })
    try {
      for (const deadline = Date.now() + withinMs; ; await sleep(1_000)) {
        const { delivered, failed, lastWords } = await readDeliveries(setup)
        if (delivered > before.delivered) break
        if (failed > before.failed || Date.now() > deadline) {
          throw new StepError(whyNot(await lastWords()))
        }
      }
    } finally {
      await post(url, { labels, annotations: words, endsAt: new Date().toISOString() })
    }
    const today = new Date().toISOString().slice(0, 10)
    writeFileSync(marker, `${way()} ${today}\n`, { mode: 0o600 })
    return { state: 'ready', words: `it arrived in Telegram on ${today}` }
  }

  async function post(url: string, alert: object): Promise<void> {
    const answer = await setup.fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([alert]),
    })
    if (!answer.ok) throw new StepError(`Alertmanager refuses the test alert (${answer.status})`)
  }

  return { name: 'Test alert', look, make }
}

/** As people read it in Telegram. */
const words = {
  summary_ru: 'Это проверка, а не авария',
  description_ru: 'Так приходят оповещения о работе SchoolBot. Делать ничего не нужно.',
  summary: 'This is a test',
  description: 'Alerts of SchoolBot arrive this way. Nothing needs to be done.',
}

function whyNot(lastWords: string | undefined): string {
  const reason = lastWords ?? 'it does not say why'
  return `the test alert did not reach Telegram; Alertmanager: ${reason} (docker compose logs alertmanager)`
}
