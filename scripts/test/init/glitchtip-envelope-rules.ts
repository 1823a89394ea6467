import { gunzipSync } from 'node:zlib'

// What GlitchTip 6 makes of an envelope, by its sources (apps/event_ingest: views.py, schema.py): what it takes, what it
// passes over, and where it stops reading.
const supported = ['transaction', 'event', 'user_report', 'feedback', 'log', 'otel_log']
const ignored = [
  ...['session', 'sessions', 'client_report', 'attachment', 'check_in', 'profile', 'profile_chunk'],
  ...['replay_recording', 'replay_event', 'replay_video', 'span'],
]

export interface ReadEnvelope {
  /** Of the header; without dashes. */
  eventId: string | undefined
  events: Record<string, unknown>[]
  /** Item types that are taken or passed over. */
  types: string[]
  /** The type at which it stopped: all that follows is lost. */
  stoppedAt: string | undefined
}

/** Throws where GlitchTip answers 400. */
export function readEnvelope(body: Buffer, encoding: string | undefined): ReadEnvelope {
  let rest = encoding === 'gzip' ? gunzipSync(body) : body
  const line = () => {
    const end = rest.indexOf(10)
    const text = (end < 0 ? rest : rest.subarray(0, end)).toString()
    rest = end < 0 ? Buffer.alloc(0) : rest.subarray(end + 1)
    return text
  }
  const header: Record<string, unknown> = JSON.parse(line())
  const { event_id: eventId, sent_at: sentAt, sdk } = header
  if (eventId !== undefined && !isUuid(eventId)) throw new Error('event_id')
  if (sentAt !== undefined && Number.isNaN(Date.parse(String(sentAt)))) throw new Error('sent_at')
  if (sdk !== undefined && !isSdk(sdk)) throw new Error('sdk')
  const read: ReadEnvelope = {
    eventId: eventId === undefined ? undefined : String(eventId).replaceAll('-', ''),
    events: [],
    types: [],
    stoppedAt: undefined,
  }
  while (rest.length > 0) {
    const text = line()
    if (text === '') continue
    const { type, length }: { type: string; length?: number } = JSON.parse(text)
    if (!supported.includes(type) && !ignored.includes(type)) return { ...read, stoppedAt: type }
    read.types.push(type)
    const payload = length === undefined ? line() : rest.subarray(0, length).toString()
    if (length !== undefined) rest = rest.subarray(length)
    if (rest[0] === 10) rest = rest.subarray(1)
    if (type === 'event') read.events.push(validEvent(JSON.parse(payload)))
  }
  return read
}

function validEvent(event: Record<string, unknown>): Record<string, unknown> {
  const { exception, tags, fingerprint, timestamp, level } = event
  const values = exception instanceof Object && 'values' in exception ? exception.values : undefined
  const isValid =
    isUuid(event['event_id']) &&
    typeof timestamp === 'number' &&
    ['fatal', 'error', 'warning', 'info', 'debug'].includes(String(level)) &&
    Array.isArray(values) &&
    values.every((one: { type?: unknown; value?: unknown }) => typeof one.type === 'string') &&
    Object.values(tags ?? {}).every((tag) => typeof tag === 'string') &&
    (fingerprint === undefined || Array.isArray(fingerprint))
  if (!isValid) throw new Error('GlitchTip would throw this event away')
  return event
}

const isUuid = (value: unknown) => /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/.test(String(value))

const isSdk = (value: unknown) => value instanceof Object && 'name' in value && 'version' in value
