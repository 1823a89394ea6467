/** A log line of the bot as a person reads it: its level, its words, the kind of error. Other lines stay. */
export function readableLine(line: string): string {
  const entry = parse(line)
  const level = textOf(entry, 'level')
  const words = textOf(entry, 'msg')
  if (level === undefined || words === undefined) return line
  const error = textOf(fieldOf(entry, 'err'), 'type')
  return `${level}: ${words}${error === undefined ? '' : ` (${error})`}`
}

function parse(line: string): unknown {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function textOf(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name)
  return typeof field === 'string' ? field : undefined
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}
