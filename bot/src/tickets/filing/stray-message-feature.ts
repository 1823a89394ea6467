import type { PersonContext } from '../../people/identify.ts'
import type { Feature } from '../../telegram/feature.ts'
import { createStrayMessageRouter } from './stray-message-bot.ts'

/** Offers a ticket for what no dialogue took; after all other features, before the hint of the last. */
export function createStrayMessageFeature(): Feature<PersonContext> {
  return { name: 'stray_message', routers: [createStrayMessageRouter()] }
}
