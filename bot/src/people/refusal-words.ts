import type { Language } from '../platform/language.ts'
import type { ManageRefusal } from './lock-managed-person.ts'
import { personCardTexts } from './person-card-texts.ts'

/** Why a change of a person was refused, in plain words. */
export function refusalWords(refusal: ManageRefusal | { kind: 'last_admin' }, language: Language): string {
  const texts = personCardTexts[language]
  switch (refusal.kind) {
    case 'forbidden':
      return texts.forbidden
    case 'not_found':
      return texts.notFound
    case 'last_admin':
      return texts.lastAdmin
    default:
      return refusal satisfies never
  }
}
