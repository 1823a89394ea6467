import { formatTime } from '../../platform/format-date.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { boundWords, checkedLine } from '../moment-words.ts'
import { type AlertGroup, isMuted } from './alert-group.ts'
import {
  type AlertsReader,
  descriptionOf,
  linkLines,
  makerWords,
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
import { endOfPeriod, silencePeriods } from './silence-period.ts'
import { silencedAlert } from './silenced-alert.ts'

/** Of so many alerts of one name the descriptions are shown. */
const descriptions = 5

/** One alert with what can be done about it; the list's words when nothing is known. */
export function alertCardView(read: AlertsRead, key: string, reader: AlertsReader): AlertsView {
  if (read.kind !== 'read') return alertListView(read, 0, reader)
  const { alerts } = read
  const group = alerts.groups.find((one) => one.key === key)
  const silenced = silencedAlert(alerts, key)
  const unmute = silenced ? [unmuteButton(key, reader)] : []
  return {
    text: group ? firingText(group, alerts, reader) : endedText(silenced, reader),
    keyboard: {
      inline: [
        ...(group && !isMuted(group) ? [muteRow(key, reader)] : []),
        unmute,
        [backButton(reader), refreshButton(key, reader)],
      ],
    },
  }
}

function firingText(group: AlertGroup, { groups }: FiringAlerts, reader: AlertsReader): Html {
  const texts = alertsTexts[reader.language]
  const told = [...new Set(group.alerts.map((alert) => descriptionOf(alert, reader)))].filter(
    (description) => description !== undefined,
  )
  const shown = told.slice(0, descriptions).map((description) => html`${description}`)
  const rest = told.length - shown.length
  return joinHtml(
    [
      joinHtml([
        html`${severityEmoji[group.severity]} <b>${titleOf(group, reader)}</b> · ${texts.severity[group.severity]}`,
        ...shown,
        rest > 0 && texts.more(rest),
        stateLines(group, groups, reader),
      ]),
      linkLines(group, reader),
      othersLine(group, groups, reader),
      !isMuted(group) && texts.chooseHowLong(morningTime(reader)),
      checkedLine(reader),
    ].filter((part) => part !== undefined && part !== false && part.html !== ''),
    '\n\n',
  )
}

function morningTime({ now, language, timezone }: AlertsReader): string {
  return formatTime(endOfPeriod('morning', now, createLocalClock(timezone)), language, timezone)
}

/** What else would be heard again. */
function othersLine(group: AlertGroup, all: readonly AlertGroup[], reader: AlertsReader): Html | undefined {
  const ids = new Set(group.silences.map(({ id }) => id))
  const others = all.filter((one) => one.key !== group.key && one.silences.some(({ id }) => ids.has(id)))
  return others.length > 0 ? alertsTexts[reader.language].mutesOthersToo(titlesOf(others, reader)) : undefined
}

function endedText(silenced: ReturnType<typeof silencedAlert>, reader: AlertsReader): Html {
  const texts = alertsTexts[reader.language]
  const lines = silenced?.silences.map((silence) => muteLine(silence, reader)) ?? []
  const head = silenced ? texts.notFiring(shorten(silenced.alert.name, 120)) : texts.gone
  return joinHtml([joinHtml([head, ...lines]), checkedLine(reader)], '\n\n')
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
