import { may, type Person } from '../people/person.ts'
import type { Language } from '../platform/language.ts'
import { type Button, inRows, type Keyboard, turningRow } from '../telegram/keyboard.ts'
import { countWords } from './figure-words.ts'
import {
  type KpiPart,
  type KpiPlace,
  kpiCardButton,
  kpiFileButton,
  kpiFormats,
  kpiListButton,
  kpiSliceButton,
  kpiSlices,
} from './kpi-buttons.ts'
import { isTaskFigure, type KpiFigure, taskFigures, ticketFigures } from './kpi-figure.ts'
import { kpiListTexts } from './kpi-list-texts.ts'
import { type KpiPeriod, periodKinds } from './kpi-period.ts'
import type { KpiCard } from './read-card.ts'

/** What is under a card: the ways on, or the numbers of one part. */
export function cardKeyboard(
  place: KpiPlace,
  part: KpiPart,
  { card, period, person }: { card: KpiCard; period: KpiPeriod; person: Person },
): Keyboard {
  const { language } = person
  const back = [partButton(place, 'home', language)]
  switch (part) {
    case 'home':
      return { inline: homeRows(place, { card, period, person }) }
    case 'tasks':
    case 'tickets': {
      const numbers = (part === 'tasks' ? taskFigures : ticketFigures).flatMap((figure) =>
        figureButton(place, figure, card, language),
      )
      return { inline: [...inRows(numbers, 2), back] }
    }
    case 'file': {
      const formats = { xlsx: 'Excel (XLSX)', csv: 'CSV' }
      const buttons = kpiFormats.map((format) => ({
        text: formats[format],
        data: kpiFileButton.pack({ ...place, format }),
      }))
      return { inline: [buttons, back] }
    }
    default:
      return part satisfies never
  }
}

function homeRows(
  place: KpiPlace,
  { card, period, person }: { card: KpiCard; period: KpiPeriod; person: Person },
): Button[][] {
  const { language } = person
  const texts = kpiListTexts[language]
  const kinds = periodKinds.map((kind) => ({
    text: kind === place.kind ? `• ${texts.kinds[kind]}` : texts.kinds[kind],
    data: kpiCardButton.pack({ ...place, kind, day: 0, part: 'home' }),
  }))
  const turn = (text: string, day: number | null) =>
    day === null ? [] : [{ text, data: kpiCardButton.pack({ ...place, day, part: 'home' }) }]
  const slices = kpiSlices.map((slice) => ({
    text: texts.slices[slice],
    data: kpiSliceButton.pack({ kind: place.kind, day: place.day, slice, page: 0 }),
  }))
  const isSchool = place.subject === 'all'
  const toSchool = {
    text: texts.school,
    data: kpiCardButton.pack({ ...place, subject: 'all', part: 'home' }),
  }
  return [
    kinds,
    [
      ...(card.tasks ? [partButton(place, 'tasks', language)] : []),
      ...(card.tickets ? [partButton(place, 'tickets', language)] : []),
    ],
    ...(isSchool ? inRows(slices, 2) : []),
    ...(!isSchool && may(person, 'see_kpi') ? [[toSchool]] : []),
    [...turn('◀️', period.previous), partButton(place, 'file', language), ...turn('▶️', period.next)],
  ]
}

/** From a list back to the card that it was opened from. */
export function backButton(place: KpiPlace, part: KpiPart, language: Language): Button {
  return { text: kpiListTexts[language].parts.home, data: kpiCardButton.pack({ ...place, part }) }
}

function partButton(place: KpiPlace, part: KpiPart, language: Language): Button {
  return { text: kpiListTexts[language].parts[part], data: kpiCardButton.pack({ ...place, part }) }
}

/** A number that leads to its list; times lead to theirs without a number of their own. None for nothing. */
function figureButton(place: KpiPlace, figure: KpiFigure, card: KpiCard, language: Language): Button[] {
  const count = figureOf(card, figure)
  if (count === 0) return []
  const name = kpiListTexts[language].figure[figure]
  const text = count === undefined ? name : `${name}: ${countWords(count, language)}`
  return [{ text, data: kpiListButton.pack({ ...place, figure, page: 0 }) }]
}

/** Undefined: a time, which counts nothing. */
function figureOf({ tasks, tickets }: KpiCard, figure: KpiFigure): number | undefined {
  const has = (time: number | null | undefined) => (typeof time === 'number' ? undefined : 0)
  if (figure === 'delayed') return has(tasks?.figures.mean_delay_seconds)
  if (figure === 'responded') return has(tickets?.figures.response_median_seconds)
  return isTaskFigure(figure) ? (tasks?.figures[figure] ?? 0) : (tickets?.figures[figure] ?? 0)
}

/** Under a list: its rows, its pages, and the way back. */
export function listKeyboard(
  { buttons, width, page, hasNext }: { buttons: Button[]; width: number; page: number; hasNext: boolean },
  pack: (page: number) => string,
  back: Button,
): Keyboard {
  return { inline: [...inRows(buttons, width), turningRow({ page, hasNext }, pack), [back]] }
}
