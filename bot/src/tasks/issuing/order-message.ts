import type { Incoming } from '../../telegram/incoming.ts'
import { type TakenInto, takeIntoDraft, type Words } from '../../telegram/take-into-draft.ts'
import { addText } from './order-content.ts'
import { goOn, maxFiles, type OrderDraft } from './order-draft.ts'

type Answer =
  /** Names where people are asked for, and a date where the deadline is. */
  | { kind: 'answer'; draft: OrderDraft; text: string }
  /** Words where only buttons answer. */
  | { kind: 'press_instead'; draft: OrderDraft }

/** What a message did to the draft, and so what is answered. */
export type Taken = TakenInto<OrderDraft> | Answer

/** Who says «да» to the check card wants it sent, not written below the order. */
const consent = /^(?:да|ок|окей|отправ(?:ь|ьте|ить|ляй|ляйте)|верно|yes|ok|okay|send(?: it)?)[.!]*$/i

/** Takes a message into the draft; words at the check belong to the text. */
export function takeMessage(before: OrderDraft, message: Incoming): Taken {
  return takeIntoDraft(before, message, {
    maxFiles,
    isAtText: ({ step }) => step === 'text',
    answer,
    addText,
    goOn,
  })
}

function answer(draft: OrderDraft, { text }: Words): Answer | undefined {
  switch (draft.step) {
    case 'text':
      return undefined
    case 'split':
      return { kind: 'press_instead', draft }
    case 'check':
      return consent.test(text) ? { kind: 'press_instead', draft } : undefined
    case 'people':
    case 'responsible':
    case 'helpers':
    case 'deadline':
      return { kind: 'answer', draft, text }
    default:
      return draft.step satisfies never
  }
}
