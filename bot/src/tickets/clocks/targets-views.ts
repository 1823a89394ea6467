import type { Language } from '../../platform/language.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { type Button, inRows, type Keyboard } from '../../telegram/keyboard.ts'
import type { Urgency } from '../ticket.ts'
import { ticketWords, urgencyEmoji } from '../ticket-words.ts'
import type { ClockKind } from './clock-state.ts'
import { durationWords } from './clock-words.ts'
import type { TicketTarget } from './targets.ts'
import {
  askTargetButton,
  offeredHours,
  setTargetButton,
  targetButton,
  targetListButton,
} from './targets-buttons.ts'
import { targetsTexts } from './targets-texts.ts'

export interface TargetView {
  text: Html
  keyboard: Keyboard
}

/** The targets of all urgencies. */
export function targetListView(targets: readonly TicketTarget[], language: Language): TargetView {
  const texts = targetsTexts[language]
  const lines = targets.map(
    ({ urgency, response, resolution }) =>
      html`${urgencyName(urgency, language)}\n${texts.both(targetWords(response, language), targetWords(resolution, language))}`,
  )
  const rows = targets.map(({ urgency }): Button[] => [
    { text: urgencyName(urgency, language), data: targetButton.pack({ urgency }) },
  ])
  return { text: joinHtml([texts.list, ...lines], '\n\n'), keyboard: { inline: rows } }
}

/** The targets of one urgency, to be changed. */
export function targetCard(target: TicketTarget, language: Language): TargetView {
  const { urgency } = target
  const texts = targetsTexts[language]
  const line = (clock: ClockKind) => html`${texts.one[clock](targetWords(target[clock], language))}`
  const edit = (clock: ClockKind): Button => ({
    text: texts.buttons[clock],
    data: askTargetButton.pack({ urgency, clock }),
  })
  return {
    text: joinHtml([html`<b>${urgencyName(urgency, language)}</b>`, line('response'), line('resolution')]),
    keyboard: {
      inline: [
        [edit('response'), edit('resolution')],
        [{ text: texts.buttons.toList, data: targetListButton.pack({}) }],
      ],
    },
  }
}

/** The question how long one of them should be. */
export function targetQuestion(urgency: Urgency, clock: ClockKind, language: Language): TargetView {
  const texts = targetsTexts[language]
  const set = (hours: number, text: string): Button => ({
    text,
    data: setTargetButton.pack({ urgency, clock, hours }),
  })
  const choices = offeredHours.map((hours) => set(hours, durationWords(hours * 3600, language)))
  return {
    text: texts.ask[clock](urgencyName(urgency, language)),
    keyboard: {
      inline: [
        ...inRows(choices, 4),
        [set(0, texts.buttons.none)],
        [{ text: texts.buttons.back, data: targetButton.pack({ urgency }) }],
      ],
    },
  }
}

export function targetWords(seconds: number | null, language: Language): string {
  return seconds === null ? targetsTexts[language].none : durationWords(seconds, language)
}

const urgencyName = (urgency: Urgency, language: Language) =>
  `${urgencyEmoji[urgency]} ${ticketWords[language].urgency[urgency]}`
