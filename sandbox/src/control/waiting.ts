import { type Bus, waitUntil } from '../bus.ts'
import type { Input } from './input.ts'

const longestWaitMs = 25_000

/** Answers at once, or with `waitMs` when `find` has something, at the latest after that time. */
export async function waitFor<T>(bus: Bus, input: Input, find: () => T | undefined): Promise<T | undefined> {
  const ms = Math.min(input.optionalNumber('waitMs') ?? 0, longestWaitMs)
  return waitUntil(bus, find, ms)
}
