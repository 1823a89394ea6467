import type { PersonContext } from '../../people/identify.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { guardMonitoring } from '../guard-monitoring.ts'
import { alertButton, alertListButton, muteAlertButton, unmuteAlertButton } from './alerts-buttons.ts'
import { type AlertsScreen, type ShowAlertDeps, showAlertCard, showAlertList } from './show-alerts.ts'
import type { SilencePeriod } from './silence-period.ts'
import { owedSilencing } from './silencing-jobs-store.ts'
import type { SilencingOrder } from './silencing-order.ts'

/** /alerts: what fires now, and muting it. */
export function createAlertsRouter(deps: ShowAlertDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('alerts')

  router.command(
    'alerts',
    guardMonitoring((ctx) => showAlertList(deps, screenOf(ctx), 0, 'send')),
  )

  router.button(
    alertListButton,
    guardMonitoring((ctx, { page }: { page: number }) => showAlertList(deps, screenOf(ctx), page, 'show')),
  )

  router.button(
    alertButton,
    guardMonitoring((ctx, { key }: { key: string }) => showAlertCard(deps, screenOf(ctx), key)),
  )

  router.button(
    muteAlertButton,
    guardMonitoring((ctx, { key, period }: { key: string; period: SilencePeriod }) =>
      orderSilencing(ctx, key, period),
    ),
  )

  router.button(
    unmuteAlertButton,
    guardMonitoring((ctx, { key }: { key: string }) => orderSilencing(ctx, key, 'unmute')),
  )

  return router
}

function screenOf({ tx, ui, language, now }: PersonContext): AlertsScreen {
  return { db: tx, ui, language, now }
}

/** The press is answered by the job, which knows what came of it. */
async function orderSilencing(
  ctx: PersonContext,
  key: string,
  change: SilencingOrder['change'],
): Promise<void> {
  const { id, message } = ctx.callbackQuery ?? {}
  if (id === undefined || message === undefined) return
  const press = { id, messageId: message.message_id }
  await owedSilencing(ctx.tx, { actorId: ctx.person.id, key, change, chatId: message.chat.id, press })
  ctx.ui.leaveAnswer()
}
