import type { Setup } from '../steps/step.ts'
import type { Dsn } from './glitchtip-dsn.ts'

/** A report as the bot's own are: a kind of error and words of ours, nothing of anybody. */
export function testEnvelope(options: { eventId: string; now: Date; environment: string }): string {
  const { eventId, now, environment } = options
  const event = {
    event_id: eventId,
    timestamp: now.getTime() / 1000,
    platform: 'node',
    level: 'info',
    environment,
    exception: { values: [{ type: 'TestError', value: 'A test of init_monitoring.sh: nothing is wrong' }] },
    tags: { source: 'init_monitoring' },
    // all tests are one issue
    fingerprint: ['schoolbot-init-monitoring-test'],
  }
  const payload = JSON.stringify(event)
  const item = { type: 'event', content_type: 'application/json', length: Buffer.byteLength(payload) }
  return `${envelopeHeader(eventId, now)}\n${JSON.stringify(item)}\n${payload}\n`
}

/** Asks whether the key is taken, and reports nothing. */
export const emptyEnvelope = (eventId: string, now: Date) => `${envelopeHeader(eventId, now)}\n`

const envelopeHeader = (eventId: string, now: Date) =>
  JSON.stringify({ event_id: eventId, sent_at: now.toISOString() })

/** Sends it where the bot's reports arrive; returns what is wrong, in words, or undefined. */
export async function sendEnvelope(setup: Setup, dsn: Dsn, envelope: string): Promise<string | undefined> {
  const url = setup.urlOf('glitchtip')
  let answer: Response
  try {
    answer = await setup.fetch(`${url}/api/${dsn.project}/envelope/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-sentry-envelope',
        'x-sentry-auth': `Sentry sentry_version=7, sentry_client=schoolbot-init/1.0, sentry_key=${dsn.key}`,
      },
      body: envelope,
    })
  } catch (error) {
    return `GlitchTip does not answer at ${url} (${error instanceof Error ? error.message : String(error)})`
  }
  if (answer.ok) return undefined
  return refusals.get(answer.status) ?? `GlitchTip answers a report with ${answer.status}: ${seeItsLog}`
}

const seeItsLog = 'docker compose logs glitchtip'

const refusals = new Map([
  [
    400,
    `GlitchTip cannot read the report (400): it is of another version than this set-up knows, 6; ${seeItsLog}`,
  ],
  [403, 'GlitchTip does not know the key of GLITCHTIP_DSN, or has been told so within the last half minute'],
  [429, 'GlitchTip takes no errors at present: the project or the organization is throttled in its settings'],
  [
    500,
    `GlitchTip fails on every report (500): ${seeItsLog}; should that name get_project_auth_info, a function of its database, docs/runbooks/GlitchTipIngestBroken.md says what to ask Postgres`,
  ],
])
