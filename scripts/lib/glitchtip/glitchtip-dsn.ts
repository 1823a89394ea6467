/** Where the bot sends its errors. */
export interface Dsn {
  key: string
  host: string
  project: number
}

/** As the bot reaches it on the networks of Compose, whatever its address is for people. */
const internalHost = 'glitchtip:8000'

export const internalDsn = (key: string, project: number) => `http://${key}@${internalHost}/${project}`

/** Undefined for what is no DSN. */
export function parseDsn(text: string): Dsn | undefined {
  const match = /^https?:\/\/([^:@/]+)(?::[^@/]*)?@([^/]+)\/(?:.*\/)?(\d+)$/.exec(text.trim())
  if (match === null) return undefined
  return { key: match[1] ?? '', host: match[2] ?? '', project: Number(match[3]) }
}

/** Whether it leads to the GlitchTip of this installation. */
export const isInternal = ({ host }: Dsn) => host === internalHost || host === 'glitchtip'
