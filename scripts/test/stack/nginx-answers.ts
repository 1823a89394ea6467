/** How long something took, in seconds. */
export interface Times {
  p50: number
  p99: number
  slowest: number
}

export interface NginxAnswers extends Times {
  /** To Telegram, by their status: what is no 2xx Telegram sends again. */
  answers: Record<string, number>
}

/** Of `docker compose`, which may be that of another machine. */
type Compose = (...args: string[]) => Promise<string>

/** As nginx has written them down. */
export async function nginxAnswers(compose: Compose, since: Date): Promise<NginxAnswers> {
  const log = await compose(
    ...['logs', '--no-color', '--no-log-prefix', '--since', since.toISOString(), 'nginx'],
  )
  const found = [...log.matchAll(/ POST \/telegram\/webhook (\d+) \d+ \d+ ([\d.]+) /g)]
  const answers: Record<string, number> = {}
  for (const [, status = ''] of found) answers[status] = (answers[status] ?? 0) + 1
  return { answers, ...timesOf(found.map(([, , time]) => Number(time))) }
}

export function timesOf(seconds: readonly number[]): Times {
  const sorted = seconds.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? 0
  return { p50: at(0.5), p99: at(0.99), slowest: at(1) }
}
