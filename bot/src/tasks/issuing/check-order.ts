import type { WorkingTime } from '../../calendar/working-time.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { type Button, inRows } from '../../telegram/keyboard.ts'
import { checkOrderTexts } from './check-order-texts.ts'
import {
  dropOrderButton,
  editOrderButton,
  importanceButton,
  type OrderMove,
  orderMoveButton,
  sendOrderButton,
} from './issuing-buttons.ts'
import { issuingTexts } from './issuing-texts.ts'
import { textOf } from './order-content.ts'
import { everyoneOf, type OrderDraft, shortId } from './order-draft.ts'
import { namesOf, type OrderSurroundings, orderSummary } from './order-summary.ts'

/** A card stays one message, whatever was typed and whoever is chosen. */
const limits = { text: 2000, names: 15 }

/** The last look at an order: what is unusual is pointed out. */
export function checkText(draft: OrderDraft, around: OrderSurroundings, workingTime: WorkingTime): Html {
  const texts = checkOrderTexts[around.language]
  const unreachable = around.doers.filter(({ isUnreachable }) => isUnreachable).map(({ id }) => id)
  const silent = everyoneOf(draft).filter((id) => unreachable.includes(id))
  const warnings = [
    dayWarning(draft, around, workingTime),
    silent.length > 0 && html`📵 ${texts.unreachable(namesOf(silent, around, limits.names))}.`,
    textOf(draft).length > limits.text && html`✂️ ${texts.cut}`,
  ].filter((warning) => warning !== undefined && warning !== false)
  return joinHtml([
    texts.check(draft.doerIds.length),
    orderSummary(draft, around, limits),
    warnings.length > 0 && html`\n${joinHtml(warnings)}`,
  ])
}

/** What was sent, as the check card showed it. */
export function sentText(draft: OrderDraft, around: OrderSurroundings): Html {
  const { sent } = checkOrderTexts[around.language]
  return joinHtml([sent(draft.doerIds.length), orderSummary(draft, around, limits)])
}

function dayWarning(
  { deadline }: OrderDraft,
  { language, timezone }: OrderSurroundings,
  workingTime: WorkingTime,
): Html | undefined {
  if (deadline === undefined) return undefined
  const texts = checkOrderTexts[language]
  const local = createLocalClock(timezone).localTimeOf(deadline)
  const hours = workingTime.hoursOn(local)
  if (hours === null) return html`⚠️ ${texts.dayOff}.`
  const minutes = local.hour * 60 + local.minute
  if (minutes >= hours.opens && minutes <= hours.closes) return undefined
  return html`⚠️ ${texts.outsideHours(timeOfDay(hours.opens), timeOfDay(hours.closes))}.`
}

function timeOfDay(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

export function checkRows(draft: OrderDraft, { language }: OrderSurroundings): Button[][] {
  const texts = checkOrderTexts[language].buttons
  const id = shortId(draft)
  const { doerIds, helperIds, importance, revision } = draft
  const edit = (text: string, step: 'text' | 'people' | 'deadline' | 'helpers') => ({
    text,
    data: editOrderButton.pack({ draft: id, step }),
  })
  const move = (text: string, name: OrderMove) => ({
    text,
    data: orderMoveButton.pack({ draft: id, from: 'check', move: name }),
  })
  const [important, label] =
    importance === 'high' ? (['normal', texts.makeNormal] as const) : (['high', texts.makeHigh] as const)
  return [
    [{ text: texts.send(doerIds.length), data: sendOrderButton.pack({ draft: id, revision }) }],
    inRows(
      (['text', 'people', 'deadline'] as const).map((step) => edit(texts.edit[step], step)),
      3,
    ).flat(),
    [{ text: label, data: importanceButton.pack({ draft: id, importance: important }) }],
    doerIds.length === 1
      ? [edit(helperIds.length > 0 ? texts.helpers : texts.addHelpers, 'helpers')]
      : [move(texts.together, 'together')],
    helperIds.length > 0 ? [move(texts.each(everyoneOf(draft).length), 'each')] : [],
    [{ text: issuingTexts[language].buttons.cancel, data: dropOrderButton.pack({ draft: id }) }],
  ]
}
