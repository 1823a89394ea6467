import { formatTime } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { relativeDeadline } from '../deadline/format-deadline.ts'
import { checkOrderTexts } from './check-order-texts.ts'
import { choosePeopleTexts } from './choose-people-texts.ts'
import type { Doer } from './doer.ts'
import { textOf } from './order-content.ts'
import { everyoneOf, type OrderDraft } from './order-draft.ts'

/** What is shown of a draft is made from this, too. */
export interface OrderSurroundings {
  language: Language
  now: Date
  timezone: string
  /** Everybody who can be given an order. */
  doers: readonly Doer[]
}

/** How much of a draft is shown, so that the question stays in sight. */
export interface SummaryLimits {
  text: number
  names: number
}

const maxName = 40

/** What is filled in so far; the answer to the question that is asked just now is left out. */
export function orderSummary(draft: OrderDraft, around: OrderSurroundings, limits: SummaryLimits): Html {
  const { files, album, deadline, importance, step } = draft
  const texts = checkOrderTexts[around.language]
  const text = textOf(draft)
  const people = step === 'people' ? [] : peopleLines(draft, around, limits.names)
  return joinHtml([
    ...people,
    deadline && step !== 'deadline' && html`📅 ${deadlineLine(deadline, around)}`,
    importance === 'high' && html`❗️ ${texts.important}`,
    files.length > 0 && html`📎 ${album === undefined ? texts.files(files.length) : texts.filesArriving}`,
    text !== '' && html`📝 ${shorten(text, limits.text)}`,
  ])
}

function peopleLines(draft: OrderDraft, around: OrderSurroundings, max: number): Html[] {
  const { names, eachOf } = choosePeopleTexts[around.language]
  const { doerIds, helperIds, step } = draft
  const show = (ids: readonly number[]) => namesOf(ids, around, max)
  const helpers = helperIds.length > 0 ? [html`🤝 ${names.helpers(show(helperIds))}`] : []
  if (doerIds.length === 0) return helpers
  // whether each gets an order is what is asked
  if (step === 'split' || step === 'responsible') return [html`👥 ${show(everyoneOf(draft))}`]
  if (doerIds.length > 1) return [html`👥 ${eachOf(doerIds.length)}: ${show(doerIds)}`, ...helpers]
  const name = show(doerIds)
  return [html`👤 ${helpers.length > 0 ? names.responsible(name) : name}`, ...helpers]
}

/** The names of some people in one line, the first of them when there are many. */
export function namesOf(ids: readonly number[], { doers, language }: OrderSurroundings, max: number): string {
  const { more } = choosePeopleTexts[language].names
  const known = new Map(doers.map(({ id, name }) => [id, name]))
  const names = ids.slice(0, max).map((id) => shorten(known.get(id) ?? '', maxName))
  return names.join(', ') + (ids.length > max ? ` ${more(ids.length - max)}` : '')
}

/** The whole date, so that a mistake is seen: «пятница, 27 ноября 2026 г., 18:00 (через 6 дней)». */
function deadlineLine(at: Date, { language, now, timezone: timeZone }: OrderSurroundings): Html {
  const locale = { ru: 'ru-RU', en: 'en-GB' }[language]
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(at)
  const time = formatTime(at, language, timeZone)
  return html`<b>${day}, ${time}</b> (${relativeDeadline(at, { now, language, timeZone })})`
}
