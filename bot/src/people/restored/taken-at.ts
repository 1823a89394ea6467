import { z } from 'zod'

/** With its zone: which evening it was must not depend on the machine. */
const moment = z.iso.datetime({ offset: true })

/** The moment of a copy as it was typed, or what is wrong with it. */
export function readTakenAt(typed: string | undefined, now: Date): { takenAt: Date } | { fault: string } {
  const parsed = moment.safeParse(typed)
  if (!parsed.success) return { fault: 'must be a moment such as 2026-11-29T23:00:00Z' }
  const takenAt = new Date(parsed.data)
  return takenAt > now ? { fault: 'has not come yet' } : { takenAt }
}
