import { randomBytes } from 'node:crypto'
import { listenToContainers } from './container-listener.ts'

/** In GlitchTip's place: it takes reports of one project, and refuses those of all others as GlitchTip does. */
export interface ErrorIntake {
  /** Of a project that there is, and of one that there is not. */
  dsn: { known: string; unknown: string }
  /** How many reports it took, and how many it refused. */
  taken(): number
  refused(): number
  close(): Promise<void>
}

export async function startErrorIntake(): Promise<ErrorIntake> {
  let [taken, refused] = [0, 0]
  const listener = await listenToContainers((path) => {
    const isKnown = path.startsWith('/api/1/envelope/')
    if (isKnown) taken += 1
    else refused += 1
    return isKnown ? 200 : 403
  })
  const dsn = (project: number) => `http://${randomBytes(16).toString('hex')}@${listener.host}/${project}`
  return {
    dsn: { known: dsn(1), unknown: dsn(2) },
    taken: () => taken,
    refused: () => refused,
    close: listener.close,
  }
}
