import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parsedJson, textOf } from '../http/json-value.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'
import { type Dsn, isInternal, parseDsn } from './glitchtip-dsn.ts'
import { emptyEnvelope, sendEnvelope, testEnvelope } from './glitchtip-envelope.ts'
import { runProgram } from './glitchtip-programs.ts'

interface Options {
  /** Its worker takes reports up every two seconds; a busy machine is slower. */
  withinMs?: number
  everyMs?: number
}

/** An error has gone all the way into GlitchTip. It is sent once, and again when GLITCHTIP_DSN changes. */
export function createTestErrorStep(setup: Setup, options: Options = {}): Step {
  const { withinMs = 60_000, everyMs = 2_000 } = options
  const marker = join(setup.secretsDir, '.error-tested')
  const dsnNow = () => parseDsn(setup.env['GLITCHTIP_DSN'] ?? '')
  const hashOf = ({ key, project }: Dsn) => createHash('sha256').update(`${key}/${project}`).digest('hex')

  async function look(): Promise<Finding> {
    if (!setup.isPresent('glitchtip')) return { state: 'absent', words: 'no GlitchTip' }
    const dsn = dsnNow()
    if (dsn === undefined) return { state: 'missing', words: 'GLITCHTIP_DSN is empty in .env' }
    if (!isInternal(dsn)) return { state: 'absent', words: `GLITCHTIP_DSN sends errors to ${dsn.host}` }
    const [tested, when] = existsSync(marker) ? readFileSync(marker, 'utf8').trim().split(' ') : []
    if (tested !== hashOf(dsn)) return { state: 'missing', words: 'no error has been sent this way yet' }
    const fault = await sendEnvelope(setup, dsn, emptyEnvelope(newEventId(), new Date()))
    if (fault !== undefined) return { state: 'missing', words: fault }
    return { state: 'ready', words: `one arrived in GlitchTip on ${when}` }
  }

  async function make(): Promise<Finding> {
    const dsn = dsnNow()
    if (dsn === undefined) throw new StepError('GLITCHTIP_DSN is empty in .env')
    setup.say('Sending a test error to GlitchTip (it takes up to a minute)')
    const given = await token('give', dsn)
    try {
      const eventId = newEventId()
      const environment = setup.env['ENVIRONMENT'] || 'prod'
      const fault = await sendEnvelope(setup, dsn, testEnvelope({ eventId, now: new Date(), environment }))
      if (fault !== undefined) throw new StepError(fault)
      setup.say(`The test error is in GlitchTip: ${await readBack(given, eventId)}`)
    } finally {
      await token('take', dsn).catch(() =>
        setup.say('The token for it stays until the next test: it cannot be taken back'),
      )
    }
    const today = new Date().toISOString().slice(0, 10)
    writeFileSync(marker, `${hashOf(dsn)} ${today}\n`, { mode: 0o600 })
    return look()
  }

  const token = (what: 'give' | 'take', { project }: Dsn) =>
    runProgram(
      setup,
      'token',
      { SCHOOLBOT_TOKEN: what, SCHOOLBOT_PROJECT: String(project) },
      { fetchImage: false },
    )

  /** Waits until GlitchTip shows the error; returns where people see it. */
  async function readBack(given: unknown, eventId: string): Promise<string> {
    const [organization, project] = [textOf(given, 'organization'), textOf(given, 'project')]
    const url = `${setup.urlOf('glitchtip')}/api/0/projects/${organization}/${project}/events/${eventId}/`
    const headers = { authorization: `Bearer ${textOf(given, 'token')}` }
    for (const deadline = Date.now() + withinMs; ; await sleep(everyMs)) {
      const answer = await setup.fetch(url, { headers }).catch(() => undefined)
      if (answer?.ok) {
        const address = (setup.env['GLITCHTIP_URL'] || 'http://localhost:9000').replace(/\/+$/, '')
        const issue = textOf(parsedJson(await answer.text()), 'groupID')
        return `${address}/${organization}/issues/${issue ?? ''}`
      }
      if (answer?.status === 401 || answer?.status === 403) {
        throw new StepError(
          `GlitchTip does not let the set-up read (${answer.status}): docker compose logs glitchtip`,
        )
      }
      if (Date.now() > deadline) throw new StepError(notShown(answer?.status, withinMs))
    }
  }

  return { name: 'Test error', look, make }
}

/** Of version 4, as a client's are: GlitchTip takes those of version 7 for its own. */
const newEventId = () => randomUUID().replaceAll('-', '')

const notShown = (status: number | undefined, withinMs: number) =>
  `GlitchTip took the test error and does not show it after ${withinMs / 1000} s (${status ?? 'no answer'}): ` +
  'its worker does not work, see docker compose logs glitchtip'
