import type { PersonContext } from '../../people/identify.ts'
import { findPerson } from '../../people/people-store.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { guardMonitoring } from '../guard-monitoring.ts'
import type { MomentReader } from '../moment-words.ts'
import { alertCardView } from './alert-card.ts'
import type { AlertsReader } from './alert-lines.ts'
import { alertListView } from './alert-list.ts'
import { alertButton, alertListButton, muteAlertButton, unmuteAlertButton } from './alerts-buttons.ts'
import { type AlertsRead, readAlerts } from './read-alerts.ts'
import { type Silenced, type SilencingDeps, silenceAlert } from './silence-alert.ts'
import { listSilenceRecords } from './silence-audit-store.ts'
import { makerOf } from './silence-maker.ts'
import type { SilencePeriod } from './silence-period.ts'
import { silencedWords, unsilencedWords } from './silenced-words.ts'
import { type Unsilenced, unsilenceAlert } from './unsilence-alert.ts'

export interface AlertsBotDeps extends SilencingDeps {
  timezone: string
}

/** Of who muted an alert, so many lines of the card. */
const shownRecords = 3

/** /alerts: what fires now, and muting it. */
export function createAlertsRouter(deps: AlertsBotDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('alerts')

  router.command(
    'alerts',
    guardMonitoring(async (ctx) => {
      const read = await readAlerts(deps.alertmanager)
      const { text, keyboard } = alertListView(read, 0, await readerOf(ctx, read))
      ctx.ui.send(text, keyboard)
    }),
  )

  router.button(
    alertListButton,
    guardMonitoring(async (ctx, { page }: { page: number }) => {
      const read = await readAlerts(deps.alertmanager)
      const { text, keyboard } = alertListView(read, page, await readerOf(ctx, read))
      ctx.ui.show(text, keyboard)
    }),
  )

  router.button(
    alertButton,
    guardMonitoring((ctx, { key }: { key: string }) => showCard(ctx, key)),
  )

  router.button(
    muteAlertButton,
    guardMonitoring(async (ctx, { key, period }: { key: string; period: SilencePeriod }) => {
      const command = { actorId: ctx.person.id, key, period, now: ctx.now }
      const silenced = await silenceAlert(ctx.tx, deps, command)
      const words = silencedWords(silenced, momentReaderOf(ctx))
      ctx.ui.toast(words, { alert: silenced.kind !== 'silenced' })
      if (isKnown(silenced)) await showCard(ctx, key)
    }),
  )

  router.button(
    unmuteAlertButton,
    guardMonitoring(async (ctx, { key }: { key: string }) => {
      const command = { actorId: ctx.person.id, key, now: ctx.now }
      const unsilenced = await unsilenceAlert(ctx.tx, deps.alertmanager, command)
      const words = unsilencedWords(unsilenced, ctx.language)
      ctx.ui.toast(words, { alert: unsilenced.kind !== 'unsilenced' })
      if (isKnown(unsilenced)) await showCard(ctx, key)
    }),
  )

  /** As things stand now: what was pressed may have changed them. */
  async function showCard(ctx: PersonContext, key: string): Promise<void> {
    const read = await readAlerts(deps.alertmanager)
    const records = await listSilenceRecords(ctx.tx, key, shownRecords)
    const { text, keyboard } = alertCardView(read, { key, records }, await readerOf(ctx, read))
    ctx.ui.show(text, keyboard)
  }

  function momentReaderOf({ language, now }: PersonContext): MomentReader {
    return { language, now, timezone: deps.timezone }
  }

  async function readerOf(ctx: PersonContext, read: AlertsRead): Promise<AlertsReader> {
    const silences =
      read.kind === 'read'
        ? [...read.alerts.groups.flatMap(({ silences }) => silences), ...read.alerts.idleSilences]
        : []
    const names = new Map<number, string>()
    for (const id of new Set(silences.map(({ createdBy }) => makerOf(createdBy)))) {
      const person = id === undefined ? undefined : await findPerson(ctx.tx, id)
      if (person) names.set(person.id, person.name)
    }
    return { ...momentReaderOf(ctx), names }
  }

  return router
}

/** Where Alertmanager has just left a question open, the card stays as it is, to be pressed again. */
function isKnown({ kind }: Silenced | Unsilenced): boolean {
  return ['silenced', 'already', 'ended', 'unsilenced', 'not_silenced'].includes(kind)
}
