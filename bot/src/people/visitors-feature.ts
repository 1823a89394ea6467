import type { Feature } from '../telegram/feature.ts'
import type { VisitorContext } from './identify.ts'
import { createStrangersRouter } from './strangers-bot.ts'
import { createWelcomeRouter, type WelcomeDeps } from './welcome-bot.ts'

/** Open to everybody: /start, invites, asking for access. */
export function createVisitorsFeature(deps: WelcomeDeps): Feature<VisitorContext> {
  return { name: 'visitors', routers: [createWelcomeRouter(deps), createStrangersRouter()] }
}
