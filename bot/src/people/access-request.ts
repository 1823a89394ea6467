import type { Language } from '../platform/language.ts'
import type { Role } from './person.ts'

/** Somebody who asked to be let in. */
export interface AccessRequest {
  id: number
  telegramId: number
  name: string
  /** In Telegram, without the @. */
  username: string | null
  language: Language
  status: 'pending' | 'approved' | 'refused'
  requestedAt: Date
  /** Null although decided: the person came in another way. */
  decidedBy: number | null
  decidedAt: Date | null
  /** What the person was let in as by the decision. */
  role: Role | null
}

/** What an admin makes of a request: the role to let the person in with, or a refusal. */
export type AccessDecision = Role | 'refuse'

/** How long a refusal stands before the same person may ask again. */
export const refusalStandsMs = 24 * 3600 * 1000
