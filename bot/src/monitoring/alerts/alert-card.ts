import { formatTime } from '../../platform/format-date.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { boundWords, checkedLine } from '../moment-words.ts'
import { type AlertGroup, isMuted, soleAlertOf } from './alert-group.ts'
import {
  type AlertsReader,
  descriptionOf,
  linkLines,
  makerWords,
  ruleOf,
  severityEmoji,
  stateLines,
  titleOf,
  titlesOf,
} from './alert-lines.ts'
import { type AlertsView, alertListView } from './alert-list.ts'
import type { Silence } from './alertmanager-shapes.ts'
import { alertButton, alertListButton, muteAlertButton, unmuteAlertButton } from './alerts-buttons.ts'
import { alertsTexts } from './alerts-texts.ts'
import type { AlertsRead, FiringAlerts } from './read-alerts.ts'
import type { SilenceRecord } from './silence-audit-store.ts'
import { silenceHistory } from './silence-history.ts'
import { endOfPeriod, silencePeriods } from './silence-period.ts'
import { silencedAlert } from './silenced-alert.ts'

/** Of so many alerts of one name the descriptions are shown. */
const descriptions = 5

/** Of so many other alerts that a silence mutes the titles are shown. */
const titles = 3

export interface AlertChosen {
  key: string
  /** Who muted and unmuted it of late. */
  records: readonly SilenceRecord[]
}

/** One alert with what can be done about it; the list's words when nothing is known. */
export function alertCardView(
  read: AlertsRead,
  { key, records }: AlertChosen,
  reader: AlertsReader,
): AlertsView {
  if (read.kind !== 'read') return alertListView(read, 0, reader)
  const { alerts } = read
  const group = alerts.groups.find((one) => one.key === key)
  const silenced = silencedAlert(alerts, key)
  const unmute = silenced ? [unmuteButton(key, reader)] : []
  return {
    text: joinHtml(
      [
        ...(group ? firingTexts(group, alerts, reader) : [endedText(silenced, reader)]),
        silenceHistory(records, reader),
        checkedLine(reader),
      ],
      '\n\n',
    ),
    keyboard: {
      inline: [
        ...(group && !isMuted(group) ? [muteRow(key, reader)] : []),
        unmute,
        [backButton(reader), refreshButton(key, reader)],
      ],
    },
  }
}

function firingTexts(group: AlertGroup, { groups }: FiringAlerts, reader: AlertsReader): (Html | false)[] {
  const texts = alertsTexts[reader.language]
  const told = [...new Set(group.alerts.map((alert) => descriptionOf(alert, reader)))].filter(
    (description) => description !== undefined,
  )
  const shown = told.slice(0, descriptions).map((description) => html`${description}`)
  const rest = told.length - shown.length
  const links = linkLines(group, reader)
  return [
    joinHtml([
      html`${severityEmoji[group.severity]} <b>${titleOf(group, reader)}</b> · ${texts.severity[group.severity]}`,
      ...shown,
      rest > 0 && texts.more(rest),
      stateLines(group, groups, reader),
    ]),
    links.html !== '' && links,
    othersLine(group, groups, reader) ?? false,
    !isMuted(group) && texts.chooseHowLong(morningTime(reader)),
  ]
}

function morningTime({ now, language, timezone }: AlertsReader): string {
  return formatTime(endOfPeriod('morning', now, createLocalClock(timezone)), language, timezone)
}

/** What else would be heard again. */
function othersLine(group: AlertGroup, all: readonly AlertGroup[], reader: AlertsReader): Html | undefined {
  const texts = alertsTexts[reader.language]
  const ids = new Set(group.silences.map(({ id }) => id))
  const others = all.filter((one) => one.key !== group.key && one.silences.some(({ id }) => ids.has(id)))
  if (others.length > 0) {
    return texts.mutesOthersToo(
      titlesOf(others.slice(0, titles), reader),
      Math.max(0, others.length - titles),
    )
  }
  // what fires later may fit it too
  const broad = group.silences.find((silence) => soleAlertOf(silence) === undefined)
  return broad && texts.mutesByRule(ruleOf(broad))
}

function endedText(silenced: ReturnType<typeof silencedAlert>, reader: AlertsReader): Html {
  const texts = alertsTexts[reader.language]
  const lines = silenced?.silences.map((silence) => muteLine(silence, reader)) ?? []
  const head = silenced ? texts.notFiring(shorten(silenced.alert.name, 120)) : texts.gone
  return joinHtml([head, ...lines])
}

function muteLine(silence: Silence, reader: AlertsReader): Html {
  const words = alertsTexts[reader.language].mutedAll(boundWords(silence.endsAt, reader))
  return html`${words} (${makerWords(silence, reader)})`
}

function muteRow(key: string, { language }: AlertsReader): Button[] {
  return silencePeriods.map((period) => ({
    text: alertsTexts[language].buttons[period],
    data: muteAlertButton.pack({ key, period }),
  }))
}

function unmuteButton(key: string, { language }: AlertsReader): Button {
  return { text: alertsTexts[language].buttons.unmute, data: unmuteAlertButton.pack({ key }) }
}

function backButton({ language }: AlertsReader): Button {
  return { text: alertsTexts[language].buttons.back, data: alertListButton.pack({ page: 0 }) }
}

function refreshButton(key: string, { language }: AlertsReader): Button {
  return { text: alertsTexts[language].buttons.refresh, data: alertButton.pack({ key }) }
}
