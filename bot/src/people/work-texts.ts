import type { Texts } from '../platform/language.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { type Work, type WorkKind, workKinds } from './work.ts'

interface WorkTexts {
  /** «2 заявки» */
  amount: Record<WorkKind, (count: number) => string>
  nothing: string
}

export const workTexts: Texts<WorkTexts> = {
  ru: {
    amount: {
      tickets: (count) => `${count} ${russianPlural(count, 'заявка', 'заявки', 'заявок')}`,
      orders: (count) => `${count} ${russianPlural(count, 'поручение', 'поручения', 'поручений')}`,
      given: (count) => `${count} ${russianPlural(count, 'поручение', 'поручения', 'поручений')} другим`,
    },
    nothing: 'ничего',
  },
  en: {
    amount: {
      tickets: (count) => `${count} ${englishPlural(count, 'ticket')}`,
      orders: (count) => `${count} ${englishPlural(count, 'order')}`,
      given: (count) => `${count} ${englishPlural(count, 'order')} to others`,
    },
    nothing: 'nothing',
  },
}

/** All kinds there are, in words: «2 заявки, 3 поручения». */
export function workWords(work: Work, language: 'ru' | 'en'): string {
  const { amount, nothing } = workTexts[language]
  const words = workKinds.flatMap((kind) => {
    const count = work[kind] ?? 0
    return count > 0 ? [amount[kind](count)] : []
  })
  return words.length === 0 ? nothing : words.join(', ')
}
