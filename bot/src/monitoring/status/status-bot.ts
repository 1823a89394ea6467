import type { PersonContext } from '../../people/identify.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { guardMonitoring } from '../guard-monitoring.ts'
import type { OwnHealth } from './own-health.ts'
import type { Prometheus } from './prometheus.ts'
import { readStack } from './read-stack.ts'
import { refreshStatusButton } from './status-buttons.ts'
import { statusView } from './status-view.ts'

export interface StatusBotDeps {
  prometheus: Prometheus | undefined
  /** The checks of this replica, as /healthz tells them. */
  health: () => Promise<OwnHealth>
  timezone: string
}

/** /status: how everything is, in one card. */
export function createStatusRouter({ prometheus, health, timezone }: StatusBotDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('status')

  router.command(
    'status',
    guardMonitoring(async (ctx) => show(ctx, 'send')),
  )

  router.button(
    refreshStatusButton,
    guardMonitoring(async (ctx) => show(ctx, 'show')),
  )

  /** After the commit: the look at the database needs a connection, and this update holds one until then. */
  function show({ ui, language, now }: PersonContext, way: 'send' | 'show'): void {
    ui.later(async () => {
      const [own, stack] = await Promise.all([health(), readStack(prometheus)])
      const { text, keyboard } = statusView(own, stack, { language, now, timezone })
      ui[way](text, keyboard)
    })
  }

  return router
}
