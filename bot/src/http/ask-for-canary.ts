import type { CanaryReport } from './canary-route.ts'

/** The bot has its last word before. */
const timeoutMs = 8_000

/** Has the bot that runs on this machine send a canary; one line for people. */
export async function askForCanary({
  host,
  port,
}: {
  host: string
  port: number
}): Promise<{ arrived: boolean; line: string }> {
  const failed = (why: string) => ({ arrived: false, line: `canary failed: ${why}` })
  const here = `http://${loopbackOf(host)}:${port}`
  try {
    const answer = await fetch(`${here}/canary`, { method: 'POST', signal: AbortSignal.timeout(timeoutMs) })
    if (answer.status === 404) {
      return failed(
        `what listens on ${here} takes none: it is no bot, an older one, or HTTP_HOST keeps it from loopback`,
      )
    }
    return resultOf((await answer.json()) as CanaryReport)
  } catch {
    return failed(`no bot answers on ${here}`)
  }
}

/** An address of all networks is that of loopback too. */
function loopbackOf(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function resultOf({ arrived, ms, fault, intake }: CanaryReport): { arrived: boolean; line: string } {
  const { mode, role, status, detail } = intake
  const hears = status === 'ok' ? 'well' : `${status}: ${detail}`
  const words = role === 'standby' && status === 'ok' ? `${mode}, standby` : `${mode}, ${role}, ${hears}`
  if (!arrived) return { arrived, line: `canary failed after ${ms} ms: ${fault}; ${words}` }
  // behind a webhook a canary comes in as updates do; a poller that hears nothing is seen by its intake alone
  if (mode === 'polling' && status === 'down')
    return { arrived: false, line: `canary arrived in ${ms} ms, but no updates do; ${words}` }
  return { arrived, line: `canary arrived in ${ms} ms; ${words}` }
}
