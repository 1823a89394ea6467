import type { Language } from '../../platform/language.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { type Button, inRows, type Keyboard } from '../../telegram/keyboard.ts'
import type { Category } from '../categories/category.ts'
import { urgencies } from '../ticket.ts'
import { ticketWords, urgencyEmoji } from '../ticket-words.ts'
import {
  type DraftField,
  descriptionOf,
  draftFields,
  goOn,
  isFilled,
  shortId,
  type TicketDraft,
} from './draft.ts'
import {
  categoryButton,
  dropButton,
  editButton,
  moveButton,
  placeButton,
  sendButton,
  urgencyButton,
} from './new-ticket-buttons.ts'
import { newTicketTexts } from './new-ticket-texts.ts'

const maxPlaceLabel = 30
/** A card stays one message, whatever was typed. */
const maxShown = 2500

/** What a question about the draft is made from. */
export interface DraftSurroundings {
  language: Language
  /** The category chosen so far. */
  category: Category | undefined
  /** Those to choose from; empty where they are not asked for. */
  categories: readonly Category[]
}

/** The question of the draft's step, under what is known so far. */
export function draftQuestion(
  draft: TicketDraft,
  around: DraftSurroundings,
): { text: Html; keyboard: Keyboard } {
  const texts = newTicketTexts[around.language]
  if (draft.step === 'check' || draft.step === 'author') {
    const keyboard = { inline: checkRows(draft, around.language) }
    return { text: joinHtml([texts.check, draftSummary(draft, around)]), keyboard }
  }
  const title = texts.title(draftFields.indexOf(draft.step) + 1)
  const summary = draftSummary(draft, around)
  const hasPlaces = (draft.places ?? []).length > 0
  const question = draft.step === 'place' && !hasPlaces ? texts.firstPlace : texts[draft.step]
  return {
    text: joinHtml([title, summary.html !== '' && summary, html`\n${question}`]),
    keyboard: {
      inline: [...answerRows(draft, draft.step, around), lastRow(draft, around.language)],
    },
  }
}

/** What is filled in so far. */
export function draftSummary(draft: TicketDraft, { language, category }: DraftSurroundings): Html {
  const texts = newTicketTexts[language]
  const description = descriptionOf(draft)
  const files = draft.album === undefined ? texts.files(draft.files.length) : texts.filesArriving
  return joinHtml([
    category && html`${category.emoji} ${category.name[language]}`,
    draft.place !== undefined && html`📍 ${draft.place}`,
    draft.urgency && html`${urgencyEmoji[draft.urgency]} ${ticketWords[language].urgency[draft.urgency]}`,
    draft.author && html`👤 ${texts.onBehalfOf(draft.author.name)}`,
    draft.files.length > 0 && html`📎 ${files}`,
    description !== '' && html`\n${shorten(description, maxShown)}`,
  ])
}

function answerRows(draft: TicketDraft, field: DraftField, around: DraftSurroundings): Button[][] {
  const { language } = around
  const id = shortId(draft)
  switch (field) {
    case 'category':
      return inRows(
        around.categories.map(({ id: categoryId, emoji, name }) => ({
          text: `${emoji} ${name[language]}`,
          data: categoryButton.pack({ draft: id, categoryId }),
        })),
        2,
      )
    case 'place':
      return inRows(
        (draft.places ?? []).map((place, index) => ({
          text: shorten(place, maxPlaceLabel),
          data: placeButton.pack({ draft: id, index }),
        })),
        2,
      )
    case 'description':
      return descriptionRows(draft, language)
    case 'urgency':
      return urgencies.map((urgency) => [
        {
          text: `${urgencyEmoji[urgency]} ${ticketWords[language].urgency[urgency]}`,
          data: urgencyButton.pack({ draft: id, urgency }),
        },
      ])
    default:
      return field satisfies never
  }
}

function descriptionRows(draft: TicketDraft, language: Language): Button[][] {
  const texts = newTicketTexts[language].buttons
  const move = (text: string, name: 'keep' | 'no_text' | 'drop_files') => ({
    text,
    data: moveButton.pack({ draft: shortId(draft), from: 'description', move: name }),
  })
  if (isFilled(draft, 'description')) {
    const rows = [[move(texts.keep, 'keep')]]
    return draft.files.length > 0 ? [...rows, [move(texts.dropFiles, 'drop_files')]] : rows
  }
  return draft.files.length > 0 ? [[move(texts.withoutText, 'no_text')]] : []
}

function lastRow(draft: TicketDraft, language: Language): Button[] {
  const texts = newTicketTexts[language].buttons
  const id = shortId(draft)
  const cancel = { text: texts.cancel, data: dropButton.pack({ draft: id }) }
  const isFirst = draft.step === 'category' && goOn(draft).step !== 'check'
  if (isFirst) return [cancel]
  return [{ text: texts.back, data: moveButton.pack({ draft: id, from: draft.step, move: 'back' }) }, cancel]
}

function checkRows(draft: TicketDraft, language: Language): Button[][] {
  const texts = newTicketTexts[language].buttons
  const id = shortId(draft)
  const edits = draftFields.map((step) => ({
    text: texts.edit[step],
    data: editButton.pack({ draft: id, step }),
  }))
  return [
    [{ text: texts.send, data: sendButton.pack({ draft: id, revision: draft.revision }) }],
    ...inRows(edits, 2),
    [
      {
        text: draft.author ? texts.otherAuthor : texts.onBehalf,
        data: editButton.pack({ draft: id, step: 'author' }),
      },
    ],
    [{ text: texts.cancel, data: dropButton.pack({ draft: id }) }],
  ]
}
