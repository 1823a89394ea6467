import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { boundWords, type MomentReader } from '../moment-words.ts'
import { type AlertGroup, isMuted, type Severity } from './alert-group.ts'
import type { Alert, Silence } from './alertmanager-shapes.ts'
import { alertsTexts } from './alerts-texts.ts'
import { makerOf } from './silence-maker.ts'

export interface AlertsReader extends MomentReader {
  /** Names of people who made silences, by their numbers. */
  names: ReadonlyMap<number, string>
}

const titleLength = 120
const descriptionLength = 300
const outsideLength = 60

export const severityEmoji: Record<Severity, string> = { critical: '🔴', warning: '🟡', other: '⚪️' }

/** What an alert is called, in the language of the reader. */
export function titleOf({ alerts: [alert], name }: AlertGroup, { language }: AlertsReader): string {
  const { summary, summary_ru: russian } = alert.annotations
  return shorten((language === 'ru' ? (russian ?? summary) : (summary ?? russian)) ?? name, titleLength)
}

export function descriptionOf({ annotations }: Alert, { language }: AlertsReader): string | undefined {
  const { description, description_ru: russian } = annotations
  const text = language === 'ru' ? (russian ?? description) : (description ?? russian)
  return text && shorten(text, descriptionLength)
}

/** Several alerts by their names: «Бот не отвечает», «База данных недоступна». */
export function titlesOf(groups: readonly AlertGroup[], reader: AlertsReader): string {
  const quote = reader.language === 'ru' ? ['«', '»'] : ['“', '”']
  return groups.map((group) => quote.join(titleOf(group, reader))).join(', ')
}

/** Since when, how many, muted until when and by what, and what it comes from. */
export function stateLines(group: AlertGroup, all: readonly AlertGroup[], reader: AlertsReader): Html {
  const texts = alertsTexts[reader.language]
  const count = group.alerts.length
  const since = texts.untilWhen.since(boundWords(group.since, reader))
  return joinHtml([
    html`<i>${count === 1 ? since : `${since} · ${texts.untilWhen.count(count)}`}</i>`,
    mutedLine(group, reader),
    group.causes.length > 0 && texts.causedBy(causesOf(group, all, reader)),
  ])
}

function mutedLine(group: AlertGroup, reader: AlertsReader): Html | undefined {
  const { muted, silences } = group
  const [longest] = silences
  if (muted === undefined || longest === undefined) return undefined
  const texts = alertsTexts[reader.language]
  const until = boundWords(muted.until, reader)
  const words = isMuted(group)
    ? texts.mutedAll(until)
    : texts.mutedSome(muted.count, group.alerts.length, until)
  return html`${words} (${makerWords(longest, reader)})`
}

/** Through the bot and by whom, or in Alertmanager itself with what was written there. */
export function makerWords({ createdBy, comment }: Silence, { language, names }: AlertsReader): Html {
  const { maker } = alertsTexts[language]
  const personId = makerOf(createdBy)
  if (personId === undefined) {
    return maker.outside(shorten(createdBy, outsideLength), shorten(comment, outsideLength))
  }
  const name = names.get(personId)
  return name === undefined ? maker.bot : maker.person(name)
}

function causesOf({ causes }: AlertGroup, all: readonly AlertGroup[], reader: AlertsReader): string {
  // one is usual, and more than two say no more
  const known = all.filter(({ key }) => causes.includes(key)).slice(0, 2)
  return known.length > 0 ? titlesOf(known, reader) : alertsTexts[reader.language].causedByAnother
}

/** Links as Telegram opens them. An address without a host, for there is no DOCS_URL, is told and not linked. */
export function linkLines({ alerts: [{ annotations }] }: AlertGroup, { language }: AlertsReader): Html {
  const { links } = alertsTexts[language]
  return joinHtml([
    linkLine(links.runbook, annotations['runbook_url']),
    linkLine(links.dashboard, annotations['dashboard_url']),
  ])
}

const linkLength = 300

function linkLine(words: string, target = ''): Html | undefined {
  if (target === '' || target.length > linkLength) return undefined
  if (/^https?:\/\//i.test(target) && URL.canParse(target)) {
    // as the URL writes itself, quotes are encoded in it
    return html`<a href="${new URL(target).href.replaceAll('"', '%22')}">${words}</a>`
  }
  return /^\/docs\/[\w/.-]+$/.test(target) ? html`${words}: <code>${target.slice(1)}</code>` : undefined
}
