import type { Language } from '../../platform/language.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Ui } from '../../telegram/ui.ts'
import { alertCardView } from './alert-card.ts'
import type { AlertsReader } from './alert-lines.ts'
import { alertListView } from './alert-list.ts'
import type { Alertmanager } from './alertmanager.ts'
import { readAlerts } from './read-alerts.ts'
import { listSilenceRecords, silencerNames } from './silence-audit-store.ts'

export interface ShowAlertDeps {
  alertmanager: Alertmanager | undefined
  timezone: string
}

/** Where somebody looks at alerts, and what the bot itself knows of them. */
export interface AlertsScreen {
  db: Db
  ui: Ui
  language: Language
  now: Date
}

/** Of who muted an alert, so many lines of the card. */
const shownRecords = 3

/** Shows what fires, in a new message or in place of the one that was pressed; Alertmanager is asked after the commit. */
export async function showAlertList(
  deps: ShowAlertDeps,
  screen: AlertsScreen,
  page: number,
  way: 'send' | 'show',
): Promise<void> {
  const reader = await readerOf(deps, screen)
  screen.ui.later(async () => {
    const { text, keyboard } = alertListView(await readAlerts(deps.alertmanager), page, reader)
    screen.ui[way](text, keyboard)
  })
}

/** Shows one alert in place of what was pressed, as things stand after the commit: the press may have changed them. */
export async function showAlertCard(deps: ShowAlertDeps, screen: AlertsScreen, key: string): Promise<void> {
  const records = await listSilenceRecords(screen.db, key, shownRecords)
  const reader = await readerOf(deps, screen)
  screen.ui.later(async () => {
    const read = await readAlerts(deps.alertmanager)
    const { text, keyboard } = alertCardView(read, { key, records }, reader)
    screen.ui.show(text, keyboard)
  })
}

async function readerOf(
  { timezone }: ShowAlertDeps,
  { db, language, now }: AlertsScreen,
): Promise<AlertsReader> {
  return { language, now, timezone, names: await silencerNames(db, now) }
}
