import { isRecord } from '../params.ts'
import { ControlError } from './control-error.ts'

/** Typed reading of a control request's JSON body or query string. Wrong types are refused by name. */
export type Input = {
  has(name: string): boolean
  text(name: string): string
  optionalText(name: string): string | undefined
  number(name: string): number
  optionalNumber(name: string): number | undefined
  flag(name: string): boolean
  optionalFlag(name: string): boolean | undefined
  numbers(name: string): number[]
  object(name: string): Input
  objects(name: string): Input[]
  raw(name: string): unknown
}

export function readInput(value: unknown): Input {
  const fields = isRecord(value) ? value : {}
  const wrong = (name: string, what: string) => new ControlError(400, `${name} must be ${what}`)

  function optional<T>(name: string, what: string, read: (value: unknown) => T | undefined): T | undefined {
    const value = fields[name]
    if (value === undefined || value === null) return undefined
    const found = read(value)
    if (found === undefined) throw wrong(name, what)
    return found
  }
  function required<T>(name: string, what: string, value: T | undefined): T {
    if (value === undefined) throw wrong(name, what)
    return value
  }
  const asText = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const asFlag = (value: unknown) => (typeof value === 'boolean' ? value : undefined)
  const asNumbers = (value: unknown) => {
    const numbers = Array.isArray(value) ? value.map(asNumber) : [undefined]
    return numbers.every((number) => number !== undefined) ? numbers : undefined
  }
  const input: Input = {
    has: (name) => fields[name] !== undefined && fields[name] !== null,
    text: (name) => required(name, 'a text', input.optionalText(name)),
    optionalText: (name) => optional(name, 'a text', asText),
    number: (name) => required(name, 'a number', input.optionalNumber(name)),
    optionalNumber: (name) => optional(name, 'a number', asNumber),
    flag: (name) => input.optionalFlag(name) ?? false,
    optionalFlag: (name) => optional(name, 'true or false', asFlag),
    numbers: (name) => optional(name, 'a list of numbers', asNumbers) ?? [],
    object: (name) => readInput(fields[name]),
    objects: (name) =>
      optional(name, 'a list', (value) => (Array.isArray(value) ? value.map(readInput) : undefined)) ?? [],
    raw: (name) => fields[name],
  }
  return input
}

/** Numbers of a query string arrive as text. */
function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
