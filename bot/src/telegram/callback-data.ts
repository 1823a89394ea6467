import { z } from 'zod'

/** A kind of button: what it carries, and how that is written into Telegram's 64 bytes. */
export interface CallbackData<T> {
  readonly prefix: string
  /** Throws when the result exceeds 64 bytes: a mistake of ours, found by the first test that shows the button. */
  pack(data: T): string
  /**
   * Undefined for the data of another kind, of an older build, or forged. A field that buttons of an older build do not
   * carry yet is the last of the shape and has a default.
   */
  unpack(packed: string): T | undefined
}

const maxBytes = 64

/**
 * Defines a kind of button. The values of the shape are written in the order of its keys, divided by colons; ids and
 * short words only, never what a person typed.
 */
export function callbackData<S extends z.ZodRawShape>(
  prefix: string,
  shape: S,
): CallbackData<z.output<z.ZodObject<S>>> {
  const schema = z.strictObject(shape)
  const keys = Object.keys(shape)
  return {
    prefix,
    pack(data) {
      const values = keys.map((key) => String((data as Record<string, unknown>)[key] ?? ''))
      const packed = [prefix, ...values].join(':')
      if (values.some((value) => value.includes(':')) || Buffer.byteLength(packed) > maxBytes) {
        throw new RangeError(`button ${prefix} does not fit its ${maxBytes} bytes`)
      }
      return packed
    },
    unpack(packed) {
      const [head, ...values] = packed.split(':')
      if (head !== prefix || values.length > keys.length) return undefined
      const carried = keys.slice(0, values.length)
      const parsed = schema.safeParse(Object.fromEntries(carried.map((key, i) => [key, values[i]])))
      return parsed.success ? parsed.data : undefined
    },
  }
}

/** Field of a button: a row's id. */
export const idField = z.coerce.number().int().positive().max(2_147_483_647)

/**
 * Field of a button: which of several that come one after the other, from 1. Buttons of before they said it are about
 * the first: the only one, or out of date.
 */
export const ordinalField = z.coerce.number().int().min(0).max(100_000).default(1)

/** Field of a button: the first characters of a draft's id, enough to tell a stale button from a live one. */
export const draftField = z.string().regex(/^[0-9a-f]{8}$/)

/** Field of a button: a page, from 0. */
export const pageField = z.coerce.number().int().min(0).max(100_000)
