import { menuButton } from '../../people/menu-buttons.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { type Button, type Keyboard, turningRow } from '../../telegram/keyboard.ts'
import { boundWords, checkedLine } from '../moment-words.ts'
import { type AlertGroup, keyOf, soleAlertOf } from './alert-group.ts'
import {
  type AlertsReader,
  descriptionOf,
  makerWords,
  ruleOf,
  severityEmoji,
  stateLines,
  titleOf,
} from './alert-lines.ts'
import type { Silence } from './alertmanager-shapes.ts'
import { alertButton, alertListButton } from './alerts-buttons.ts'
import { alertsTexts } from './alerts-texts.ts'
import type { AlertsRead, FiringAlerts } from './read-alerts.ts'

export interface AlertsView {
  text: Html
  keyboard: Keyboard
}

/** Something to read, and the button that opens it. */
interface Block {
  text: Html
  button: Button | undefined
}

const blocksPerPage = 5
/** Telegram takes 4096 with the tags; the heading needs some of it. */
const charactersPerPage = 3500
const buttonLength = 40

/** What fires now, or why that is not known. */
export function alertListView(read: AlertsRead, page: number, reader: AlertsReader): AlertsView {
  const texts = alertsTexts[reader.language]
  switch (read.kind) {
    case 'read':
      return firingView(read.alerts, page, reader)
    case 'off':
      return { text: texts.off, keyboard: { inline: [[statusButton(reader)]] } }
    case 'away':
      return { text: texts.away, keyboard: { inline: [refreshRow(0, reader)] } }
    case 'refused':
      return { text: texts.strange(read.status), keyboard: { inline: [refreshRow(0, reader)] } }
    case 'strange':
      return { text: texts.strange(undefined), keyboard: { inline: [refreshRow(0, reader)] } }
    default:
      return read satisfies never
  }
}

function firingView(
  { groups, idleSilences, isFed }: FiringAlerts,
  page: number,
  reader: AlertsReader,
): AlertsView {
  const texts = alertsTexts[reader.language]
  const blocks = [
    ...groups.map((group) => alertBlock(group, groups, reader)),
    ...idleSilences.map((silence) => idleBlock(silence, reader)),
  ]
  const pages = pagesOf(blocks)
  // the list has become shorter meanwhile
  const shown = Math.min(page, Math.max(0, pages.length - 1))
  const here = pages[shown] ?? []
  const quiet = isFed ? texts.quiet : texts.quietUnfed
  const head = groups.length === 0 ? quiet : texts.firing(groups.length)
  const turning = turningRow({ page: shown, hasNext: shown + 1 < pages.length }, (to) =>
    alertListButton.pack({ page: to }),
  )
  return {
    text: joinHtml(
      [
        head,
        groups.length > 0 && !isFed && texts.unfed,
        ...here.map(({ text }) => text),
        checkedLine(reader),
      ],
      '\n\n',
    ),
    keyboard: {
      inline: [...here.map(({ button }) => (button ? [button] : [])), turning, refreshRow(shown, reader)],
    },
  }
}

function alertBlock(group: AlertGroup, all: readonly AlertGroup[], reader: AlertsReader): Block {
  const title = titleOf(group, reader)
  const emoji = severityEmoji[group.severity]
  const description = descriptionOf(group.alerts[0], reader)
  return {
    text: joinHtml([
      html`${emoji} <b>${title}</b>`,
      description !== undefined && html`${description}`,
      stateLines(group, all, reader),
    ]),
    button: { text: `${emoji} ${shorten(title, buttonLength)}`, data: alertButton.pack({ key: group.key }) },
  }
}

function idleBlock(silence: Silence, reader: AlertsReader): Block {
  const texts = alertsTexts[reader.language]
  const sole = soleAlertOf(silence)
  const title = sole ? shorten(sole.name, 120) : ruleOf(silence)
  const words = texts.idle(title, boundWords(silence.endsAt, reader))
  return {
    text: html`${words} (${makerWords(silence, reader)})`,
    button: sole && {
      text: `🔕 ${shorten(title, buttonLength)}`,
      data: alertButton.pack({ key: keyOf(sole) }),
    },
  }
}

function pagesOf(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = []
  let [page, length]: [Block[], number] = [[], 0]
  for (const block of blocks) {
    const more = block.text.html.length + 2
    if (page.length === blocksPerPage || (page.length > 0 && length + more > charactersPerPage)) {
      pages.push(page)
      page = []
      length = 0
    }
    page.push(block)
    length += more
  }
  return page.length > 0 ? [...pages, page] : pages
}

function refreshRow(page: number, reader: AlertsReader): Button[] {
  const { refresh } = alertsTexts[reader.language].buttons
  return [{ text: refresh, data: alertListButton.pack({ page }) }, statusButton(reader)]
}

function statusButton({ language }: AlertsReader): Button {
  return { text: alertsTexts[language].buttons.status, data: menuButton.pack({ command: 'status' }) }
}
