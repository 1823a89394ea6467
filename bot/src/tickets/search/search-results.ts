import type { Language } from '../../platform/language.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { type Button, inRows, type Keyboard } from '../../telegram/keyboard.ts'
import { descriptionLine } from '../reading/description-line.ts'
import { openButton } from '../ticket-buttons.ts'
import type { TicketView } from '../ticket-views-store.ts'
import { statusEmoji, ticketWords } from '../ticket-words.ts'
import { searchAgainButton, searchPageButton } from './search-buttons.ts'
import { searchTexts } from './search-texts.ts'

export interface ShownSearch {
  searchId: string
  typed: string
  /** The number of a ticket, when that could be meant. */
  number: number | undefined
  views: readonly TicketView[]
  total: number
  /** More was found than is counted. */
  isCut: boolean
  page: number
  pageSize: number
}

const maxTyped = 60
const maxLine = 80

/** A page of finds, with a button for each ticket. */
export function renderSearch(
  shown: ShownSearch,
  language: Language,
  onlyOwn: boolean,
): { text: Html; keyboard: Keyboard } {
  const texts = searchTexts[language]
  const typed = shorten(shown.typed, maxTyped)
  const again: Button[] = [{ text: texts.again, data: searchAgainButton.pack({}) }]
  if (shown.views.length === 0) {
    return { text: texts.nothing(typed, onlyOwn), keyboard: { inline: [again] } }
  }
  const numbers = shown.views.map(({ id }) => ({
    text: numberOf(id, language),
    data: openButton.pack({ ticketId: id }),
  }))
  return {
    text: joinHtml([texts.title(typed, shown.total, shown.isCut), ...lines(shown, language)], '\n\n'),
    keyboard: { inline: [...inRows(numbers, 3), pageButtons(shown), again] },
  }
}

/** The ticket of the number that was typed stands apart from those that only speak of it. */
function lines({ views, number }: ShownSearch, language: Language): Html[] {
  const [first, ...others] = views
  if (first === undefined || first.id !== number) return views.map((view) => lineOf(view, language))
  return [
    html`🎯 ${lineOf(first, language)}`,
    ...(others.length > 0 ? [searchTexts[language].byText] : []),
    ...others.map((view) => lineOf(view, language)),
  ]
}

function lineOf(view: TicketView, language: Language): Html {
  const status = `${statusEmoji[view.status]} ${ticketWords[language].status[view.status]}`
  return html`<b>${numberOf(view.id, language)}</b> · ${status}\n${view.emoji} ${view.place}: ${descriptionLine(view, language, maxLine)}`
}

function pageButtons({ searchId, page, pageSize, total }: ShownSearch): Button[] {
  const pages = Math.ceil(total / pageSize)
  const to = (text: string, target: number) => ({
    text,
    data: searchPageButton.pack({ searchId, page: target }),
  })
  return [
    ...(page > 0 ? [to('◀️', page - 1)] : []),
    ...(pages > 1 ? [to(`${page + 1} / ${pages}`, page)] : []),
    ...(page + 1 < pages ? [to('▶️', page + 1)] : []),
  ]
}

const numberOf = (id: number, language: Language) => (language === 'ru' ? `№${id}` : `#${id}`)
