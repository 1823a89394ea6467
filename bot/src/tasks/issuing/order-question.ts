import type { WorkingTime } from '../../calendar/working-time.ts'
import type { Language } from '../../platform/language.ts'
import { type Html, joinHtml } from '../../telegram/html.ts'
import type { Button, Keyboard } from '../../telegram/keyboard.ts'
import { checkRows, checkText } from './check-order.ts'
import { choosePeopleTexts } from './choose-people-texts.ts'
import { dropOrderButton, type OrderMove, orderMoveButton } from './issuing-buttons.ts'
import { issuingTexts } from './issuing-texts.ts'
import { everyoneOf, isComplete, isFilled, type OrderDraft, shortId } from './order-draft.ts'
import { type OrderSurroundings, orderSummary } from './order-summary.ts'
import { peopleQuestion, peopleRows } from './people-question.ts'

const limits = { text: 300, names: 5 }

/** A step that asks its question here; the deadline is asked by its own dialogue. */
type AskedHere = Exclude<OrderDraft['step'], 'deadline'>

/** The question of the draft's step, under what is known so far. */
export function orderQuestion(
  draft: OrderDraft,
  step: AskedHere,
  around: OrderSurroundings & { workingTime: WorkingTime; page: number },
): { text: Html; keyboard: Keyboard } {
  if (step === 'check') {
    return {
      text: checkText(draft, around, around.workingTime),
      keyboard: { inline: checkRows(draft, around) },
    }
  }
  const rows = [...answerRows(draft, step, around), lastRow(draft, around.language)]
  const text = joinHtml([orderHead(draft, around), questionOf(draft, step, around)], '\n\n')
  return { text, keyboard: { inline: rows } }
}

/** What stands above the question of a step. */
export function orderHead(draft: OrderDraft, around: OrderSurroundings): Html {
  const summary = orderSummary(draft, around, limits)
  return joinHtml([issuingTexts[around.language].title(numberOf(draft)), summary.html !== '' && summary])
}

function numberOf({ step }: OrderDraft): number {
  if (step === 'text') return 1
  return step === 'deadline' ? 3 : 2
}

function questionOf(draft: OrderDraft, step: Exclude<AskedHere, 'check'>, around: OrderSurroundings): Html {
  if (step === 'text') return issuingTexts[around.language].text
  if (step === 'split') return choosePeopleTexts[around.language].split(draft.doerIds.length)
  return peopleQuestion(draft, step, around)
}

function answerRows(
  draft: OrderDraft,
  step: Exclude<AskedHere, 'check'>,
  around: OrderSurroundings & { page: number },
): Button[][] {
  const move = (text: string, name: OrderMove) => [
    { text, data: orderMoveButton.pack({ draft: shortId(draft), from: step, move: name }) },
  ]
  if (step === 'split') {
    const texts = choosePeopleTexts[around.language].buttons
    return [move(texts.each(everyoneOf(draft).length), 'each'), move(texts.together, 'together')]
  }
  if (step !== 'text') return peopleRows(draft, step, around, around.page)
  const texts = issuingTexts[around.language].buttons
  const hasFiles = draft.files.length > 0
  if (isFilled(draft, 'text'))
    return [move(texts.keep, 'keep'), hasFiles ? move(texts.dropFiles, 'drop_files') : []]
  return hasFiles ? [move(texts.withoutText, 'no_text')] : []
}

/** Back, where there is something to go back to, and out. */
export function lastRow(draft: OrderDraft, language: Language): Button[] {
  const texts = issuingTexts[language].buttons
  const id = shortId(draft)
  const cancel = { text: texts.cancel, data: dropOrderButton.pack({ draft: id }) }
  if (draft.step === 'text' && !isComplete(draft)) return [cancel]
  return [
    { text: texts.back, data: orderMoveButton.pack({ draft: id, from: draft.step, move: 'back' }) },
    cancel,
  ]
}
