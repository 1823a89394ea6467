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
  /** Null although decided: the person came in another way, or nobody answered in time. */
  decidedBy: number | null
  decidedAt: Date | null
  /** What the person was let in as by the decision. */
  role: Role | null
}

/** What an admin makes of a request: the role to let the person in with, or a refusal. */
export type AccessDecision = Role | 'refuse'

/** How long a refusal stands before the same person may ask again. */
export const refusalStandsMs = 24 * 3600 * 1000

/** So many wait for an answer with a card of their own; of more, admins get a number and a list. */
export const cardsAtOnce = 10
/** How often admins are told the number. */
export const digestEveryMs = 3600 * 1000
/** No more wait for an answer: whoever is behind all this, the list would be of no use. */
export const mostPending = 1_000
/** How long a request waits before it is given up. */
export const requestWaitsDays = 14
/** When so many are refused at once or fewer, each of them is told. */
export const toldOfRefusal = 30
