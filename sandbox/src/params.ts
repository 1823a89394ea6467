import { badRequest } from './refusal.ts'

export type Upload = { name: string; mime: string; bytes: Buffer }

/** The parameters of one Bot API call. However they were sent, each is text, as in Telegram's own server. */
export type Params = {
  /** '' when absent. */
  text(name: string): string
  /** undefined when absent or not a whole number. */
  integer(name: string): number | undefined
  flag(name: string): boolean
  /** Parsed JSON, undefined when absent; `refusal` is what a client hears about malformed JSON. */
  json(name: string, refusal: string): unknown
  upload(name: string): Upload | undefined
  has(name: string): boolean
  /** For the list of calls: values as sent, uploads as a short note. */
  shown(): Record<string, unknown>
}

export function createParams(
  fields: ReadonlyMap<string, string>,
  uploads: ReadonlyMap<string, Upload>,
): Params {
  const text = (name: string) => fields.get(name) ?? ''
  return {
    text,
    integer(name) {
      const value = text(name).trim()
      return /^-?\d{1,16}$/.test(value) ? Number(value) : undefined
    },
    flag(name) {
      return ['true', '1', 'yes'].includes(text(name).trim().toLowerCase())
    },
    json(name, refusal) {
      const value = text(name)
      return value === '' ? undefined : parseJson(value, refusal)
    },
    upload: (name) => uploads.get(name),
    has: (name) => fields.has(name) || uploads.has(name),
    shown() {
      const sent = [...fields].map(([name, value]) => [name, shownValue(value)] as const)
      const files = [...uploads].map(
        ([name, file]) => [name, `file ${file.name}, ${file.bytes.length} bytes`] as const,
      )
      return Object.fromEntries([...sent, ...files])
    },
  }
}

/** The fields of a JSON body or of a query string, each turned into text. */
export function fieldsFrom(values: object): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue
    fields.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return fields
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(value: string, refusal: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(refusal)
  }
}

function shownValue(value: string): unknown {
  if (!/^[[{]|^-?\d{1,15}$|^(true|false)$/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
