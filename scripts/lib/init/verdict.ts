import type { Mode, Row } from '../steps/run-steps.ts'

const command = './scripts/init_monitoring.sh'

interface Circumstances {
  mode: Mode
  botRuns: boolean
  /** Services that the operator starts himself, and that run with older settings. */
  older: readonly string[]
  /** What starts the bot. */
  start: string
}

/** The last line and the exit code. */
export function verdictOf(
  rows: readonly Row[],
  { mode, botRuns, older, start }: Circumstances,
): { words: string; code: number } {
  const open = rows.filter(({ state }) => state !== 'ready' && state !== 'absent').map(({ name }) => name)
  const names = open.join(', ')
  if (open.length === 0) return { words: allReady(rows, older, botRuns ? undefined : start), code: 0 }
  if (mode === 'dry-run') {
    return { words: `${command} would bring what is missing: ${names}. Nothing was changed.`, code: 0 }
  }
  if (mode === 'check') return { words: `Not ready: ${names}. Run ${command}`, code: 6 }
  const tried = rows.filter(({ state }) => state === 'failed' || state === 'missing')
  const wasStopped = rows.some(({ state }) => state === 'stopped')
  const rest = wasStopped ? ' What comes after it was not tried.' : ''
  return {
    words: `Not ready: ${tried.map(({ name }) => name).join(', ')}.${rest} Put it right and start ${command} again.`,
    code: wasStopped ? 1 : 6,
  }
}

function allReady(rows: readonly Row[], older: readonly string[], start: string | undefined): string {
  if (older.length > 0) {
    const they = older.length > 1 ? 'run' : 'runs'
    return `All is ready, but ${older.join(' and ')} still ${they} with older settings: docker compose up -d`
  }
  const words = rows.some(({ made }) => made) ? 'All is ready.' : 'All is ready, nothing to do.'
  return start === undefined ? words : `${words} The bot has not been started: ${start} starts it`
}
