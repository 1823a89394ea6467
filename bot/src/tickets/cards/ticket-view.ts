import { may, type Person } from '../../people/person.ts'
import { formatMoment } from '../../platform/format-date.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import type { Button, Keyboard } from '../../telegram/keyboard.ts'
import { cardClockLines } from '../clocks/clock-words.ts'
import { isWaitingForWork, refusalOf } from '../ticket.ts'
import { filesButton, historyButton, starButtons } from '../ticket-buttons.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import type { ClockedTicketView } from '../ticket-views-store.ts'
import { statusEmoji, ticketWords, urgencyEmoji } from '../ticket-words.ts'
import { actionRows, actionsOf } from './ticket-actions.ts'
import { ticketViewTexts } from './ticket-view-texts.ts'

/** Long texts are cut here, so that a ticket is one message; the history shows them whole. */
const maxDescription = 1500
const maxResolution = 600

export interface RenderedTicket {
  text: Html
  keyboard: Keyboard
}

/** A ticket as its author, a specialist or the group of the specialists sees it; the buttons are what the viewer may do. */
export function renderTicket(
  view: ClockedTicketView,
  viewer: Person | 'group',
  settings: TicketSettings,
  now: Date,
): RenderedTicket {
  return {
    text: ticketText(view, viewer, settings),
    keyboard: {
      inline: viewer === 'group' ? groupRows(view, settings) : personRows(view, viewer, settings, now),
    },
  }
}

/** The group has one language, as it has one card. */
const groupLanguage = 'ru'

function ticketText(view: ClockedTicketView, viewer: Person | 'group', settings: TicketSettings): Html {
  const language = viewer === 'group' ? groupLanguage : viewer.language
  const texts = ticketViewTexts[language]
  const words = ticketWords[language]
  const isAuthor = viewer !== 'group' && viewer.id === view.authorId
  const onBehalf = view.filedBy !== view.authorId
  const isDone = view.status === 'resolved' || view.status === 'closed'
  const marks = [onBehalf && texts.filedBy(view.filedByName), view.authorUnreachable && texts.unreachable]
    .filter((mark) => mark !== false)
    .join(', ')
  return joinHtml([
    html`${statusEmoji[view.status]} <b>${texts.title(view.id)}</b> · ${words.status[view.status]}`,
    html`${view.emoji} ${view.category[language]}`,
    html`${urgencyEmoji[view.urgency]} ${words.urgency[view.urgency]}`,
    html`📍 ${view.place}`,
    (!isAuthor || onBehalf) &&
      html`👤 ${texts.author}: ${view.authorName}${marks === '' ? '' : ` (${marks})`}`,
    (view.assigneeName !== null || isWaitingForWork(view.status)) &&
      html`🔧 ${texts.assignee}: ${view.assigneeName ?? texts.nobody}`,
    html`🕒 ${formatMoment(view.createdAt, language, settings.timezone)}`,
    ...clockLines(view, viewer, settings),
    view.attachments > 0 && html`📎 ${texts.files(view.attachments)}`,
    view.description !== '' && html`\n${shorten(view.description, maxDescription)}`,
    isDone &&
      view.resolution !== null &&
      html`\n✅ ${texts.done}: ${shorten(view.resolution, maxResolution)}`,
    view.duplicateOf !== null && html`🔗 ${texts.duplicateOf(view.duplicateOf)}`,
    view.rating !== null && html`⭐ ${texts.rated(view.rating)}`,
  ])
}

/** Targets are a matter of those who work on tickets: the author of one does not see them. */
function clockLines(view: ClockedTicketView, viewer: Person | 'group', { timezone }: TicketSettings): Html[] {
  if (viewer !== 'group' && !may(viewer, 'see_all_tickets')) return []
  const language = viewer === 'group' ? groupLanguage : viewer.language
  return cardClockLines(view, { language, timezone }).map((line) => html`${line}`)
}

function personRows(
  view: ClockedTicketView,
  viewer: Person,
  settings: TicketSettings,
  now: Date,
): Button[][] {
  const rules = { now, reopenDays: settings.reopenDays }
  const press = { ticketId: view.id, resolutionNo: view.resolutions }
  const canRate = view.status === 'closed' && refusalOf(view, 'rate', viewer, rules) === undefined
  return [
    ...actionRows(press, actionsOf(view, viewer, rules), viewer.language),
    canRate ? starButtons(view.id) : [],
    readRow(view, viewer),
  ]
}

function readRow(view: ClockedTicketView, viewer: Person): Button[] {
  const texts = ticketViewTexts[viewer.language]
  const history = { text: texts.history, data: historyButton.pack({ ticketId: view.id }) }
  const files = { text: texts.filesButton, data: filesButton.pack({ ticketId: view.id }) }
  return view.attachments > 0 ? [history, files] : [history]
}

/** In the group a ticket is taken; all the rest needs words and is done in private. */
function groupRows(view: ClockedTicketView, settings: TicketSettings): Button[][] {
  const open = {
    text: ticketViewTexts[groupLanguage].inPrivate,
    url: `https://t.me/${settings.botUsername}?start=${ticketLink(view.id)}`,
  }
  return [
    view.status === 'new' ? actionRows({ ticketId: view.id }, ['take'], groupLanguage).flat() : [],
    [open],
  ]
}

/** What a deep link carries to open a ticket in the private chat: `/start t_15`. */
function ticketLink(ticketId: number): string {
  return `t_${ticketId}`
}
