import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { boundWords, type MomentReader } from '../moment-words.ts'
import type { AlertGroup, Severity } from './alert-group.ts'
import type { Alert, Silence } from './alertmanager-shapes.ts'
import { alertsTexts, type LinkTexts } from './alerts-texts.ts'
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
export function titleOf({ alerts: [{ annotations }], name }: AlertGroup, { language }: AlertsReader): string {
  const { summary, summary_ru: russian } = annotations
  const [own, other] = language === 'ru' ? [russian, summary] : [summary, russian]
  const title = lineOf(own, titleLength) ?? lineOf(other, titleLength) ?? lineOf(name, titleLength)
  return title ?? alertsTexts[language].unnamed
}

export function descriptionOf({ annotations }: Alert, { language }: AlertsReader): string | undefined {
  const { description, description_ru: russian } = annotations
  const [own, other] = language === 'ru' ? [russian, description] : [description, russian]
  return lineOf(own, descriptionLength) ?? lineOf(other, descriptionLength)
}

/** What others wrote, as one line of ours: a tag or a button takes no second one. Undefined when they wrote nothing. */
function lineOf(text: string | undefined, max: number): string | undefined {
  const line = text?.replaceAll(/\s+/g, ' ').trim()
  return line ? shorten(line, max) : undefined
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

function mutedLine({ muted, alerts }: AlertGroup, reader: AlertsReader): Html | undefined {
  if (muted === undefined) return undefined
  const { count, by } = muted
  const texts = alertsTexts[reader.language]
  const until = boundWords(by.endsAt, reader)
  const words = count === alerts.length ? texts.mutedAll(until) : texts.mutedSome(count, alerts.length, until)
  return html`${words} (${makerWords(by, reader)})`
}

/** Through the bot and by whom, or in Alertmanager itself with what was written there. */
export function makerWords({ createdBy, comment }: Silence, { language, names }: AlertsReader): Html {
  const { maker } = alertsTexts[language]
  const personId = makerOf(createdBy)
  if (personId === undefined) {
    return maker.outside(lineOf(createdBy, outsideLength), lineOf(comment, outsideLength))
  }
  const name = names.get(personId)
  return name === undefined ? maker.bot : maker.person(name)
}

function causesOf({ causes }: AlertGroup, all: readonly AlertGroup[], reader: AlertsReader): string {
  // one is usual, and more than two say no more
  const known = all.filter(({ key }) => causes.includes(key)).slice(0, 2)
  return known.length > 0 ? titlesOf(known, reader) : alertsTexts[reader.language].causedByAnother
}

/** What a silence mutes, as amtool writes it. */
export function ruleOf({ matchers }: Silence): string {
  const signs = { equal: ['=', '=~'], other: ['!=', '!~'] }
  const parts = matchers.map(({ name, value, isRegex, isEqual }) => {
    const sign = signs[isEqual ? 'equal' : 'other'][isRegex ? 1 : 0]
    return `${name}${sign}"${value}"`
  })
  return shorten(parts.join(', '), titleLength)
}

/**
 * Links as Telegram opens them. What it does not open is told and not linked: an address without a host, for there is
 * no DOCS_URL, and one of the server itself, which is for who has a tunnel.
 */
export function linkLines({ alerts: [{ annotations }] }: AlertGroup, { language }: AlertsReader): Html {
  const { links } = alertsTexts[language]
  return joinHtml([
    linkLine(links, 'runbook', annotations['runbook_url']),
    linkLine(links, 'dashboard', annotations['dashboard_url']),
  ])
}

const linkLength = 300

function linkLine(
  { onServer, ...links }: LinkTexts,
  name: 'runbook' | 'dashboard',
  target = '',
): Html | undefined {
  const there = (path: string) => html`${links[name]} ${onServer}: <code>${path}</code>`
  if (target === '' || target.length > linkLength) return undefined
  if (/^https?:\/\//i.test(target) && URL.canParse(target)) {
    const { href, hostname } = new URL(target)
    if (!hostname.includes('.') || hostname.startsWith('127.')) return there(href)
    // as the URL writes itself, quotes are encoded in it
    return html`<a href="${href.replaceAll('"', '%22')}">${links[name]}</a>`
  }
  return /^\/docs\/[\w/.-]+$/.test(target) ? there(target.slice(1)) : undefined
}
