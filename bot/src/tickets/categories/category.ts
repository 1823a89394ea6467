import type { Language } from '../../platform/language.ts'

/** What kind of trouble a ticket is about. */
export interface Category {
  id: number
  name: Record<Language, string>
  emoji: string
  /** Since when no ticket can be filed under it; those that have it keep it. */
  archivedAt: Date | null
}
