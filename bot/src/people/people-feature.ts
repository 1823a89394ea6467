import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Feature } from '../telegram/feature.ts'
import { createAccessRouter } from './access-bot.ts'
import { accessCardDelivery } from './access-card-delivery.ts'
import { botProfileDeliveries } from './bot-profile.ts'
import { expireAccess } from './expire-access.ts'
import { createFallbackRouter } from './fallback-bot.ts'
import { createHelpRouter } from './help-bot.ts'
import type { PersonContext } from './identify.ts'
import { createInviteRouter } from './invite-bot.ts'
import type { Menu } from './menu.ts'
import { createOffboardRouter } from './offboard-bot.ts'
import { accessCardKind } from './owed-access-cards.ts'
import { peopleCommands } from './people-commands.ts'
import type { PeopleDeps } from './people-deps.ts'
import { createPeopleListRouter } from './people-list-bot.ts'
import { setUnreachable } from './people-store.ts'
import { createPersonRouter } from './person-bot.ts'
import { commandMenuDeliveries } from './refresh-command-menus.ts'
import { createSettingsRouter } from './settings-bot.ts'
import { strangerCommandsDeliveries } from './stranger-commands.ts'

export interface PeopleFeatureDeps extends PeopleDeps {
  db: Database
  api: Api
  now: () => Date
}

/** For people who were let in: settings and help for all, people, invites and access for admins. */
export function createPeopleFeature(deps: PeopleFeatureDeps): Feature<PersonContext> {
  return {
    name: 'people',
    routers: [
      createSettingsRouter(deps),
      createHelpRouter(deps),
      createPeopleListRouter(),
      createPersonRouter(deps),
      createOffboardRouter(deps),
      createInviteRouter(deps),
      createAccessRouter(deps),
    ],
    commands: peopleCommands,
    deliveries: {
      [accessCardKind]: accessCardDelivery(deps),
      ...strangerCommandsDeliveries(deps.api),
      ...commandMenuDeliveries(deps.api),
      ...botProfileDeliveries(deps.api),
    },
    tasks: {
      async expire_access() {
        await expireAccess(deps.db, deps.now())
      },
    },
    crons: [{ task: 'expire_access', match: '20 * * * *' }],
    hooks: {
      async unreachable(tx, { chatId }) {
        await setUnreachable(tx, chatId, deps.now())
      },
    },
  }
}

/** The last of all features: an answer to what no other took. */
export function createFallbackFeature(deps: { menu: Menu }): Feature<PersonContext> {
  return { name: 'fallback', routers: [createFallbackRouter(deps)] }
}
