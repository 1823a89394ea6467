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
    guardMonitoring(async (ctx) => {
      const { text, keyboard } = await view(ctx)
      ctx.ui.send(text, keyboard)
    }),
  )

  router.button(
    refreshStatusButton,
    guardMonitoring(async (ctx) => {
      const { text, keyboard } = await view(ctx)
      ctx.ui.show(text, keyboard)
    }),
  )

  async function view({ language, now }: PersonContext) {
    const [own, stack] = await Promise.all([health(), readStack(prometheus)])
    return statusView(own, stack, { language, now, timezone })
  }

  return router
}
