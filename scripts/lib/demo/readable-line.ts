import { fieldOf, parsedJson, textOf } from '../http/json-value.ts'

/** A log line of the bot as a person reads it: its level, its words, the kind of error. Other lines stay. */
export function readableLine(line: string): string {
  const entry = line.startsWith('{') ? parsedJson(line) : undefined
  const level = textOf(entry, 'level')
  const words = textOf(entry, 'msg')
  if (level === undefined || words === undefined) return line
  const error = textOf(fieldOf(entry, 'err'), 'type')
  return `${level}: ${words}${error === undefined ? '' : ` (${error})`}`
}
