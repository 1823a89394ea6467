import { cameBackKinds } from '../../people/came-back.ts'
import type { PersonContext } from '../../people/identify.ts'
import { roleMay } from '../../people/person.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Feature } from '../../telegram/feature.ts'
import { queue } from '../../telegram/outbox.ts'
import { forgetChat } from '../cards/cards-store.ts'
import { createForumTopics } from '../cards/forum-topics.ts'
import { owedCard } from '../cards/queue-cards.ts'
import { ticketCardDelivery } from '../cards/ticket-card-delivery.ts'
import { ticketFilesDelivery } from '../cards/ticket-files-delivery.ts'
import { ticketWordDelivery } from '../cards/ticket-word-delivery.ts'
import { ticketsAnewDelivery } from '../cards/tickets-anew-delivery.ts'
import { mayReadNotice } from '../notices/notice-reader.ts'
import { tellUnreachable } from '../notices/tell-unreachable.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { createChoicesRouter } from './choices-bot.ts'
import { createDuplicateRouter } from './duplicate-bot.ts'
import { createGroupNotesRouter } from './group-notes-bot.ts'
import { createQueueRouter } from './queue-bot.ts'
import { queueTexts } from './queue-texts.ts'
import { createTakeRouter } from './take-bot.ts'
import { createWordsRouter } from './words-bot.ts'

export interface SpecialistFeatureDeps {
  db: Database
  api: Api
  metrics: Metrics
  settings: TicketSettings
  now: () => Date
}

/** What specialists can do: see the queue, take tickets, work on them; and the cards they do it with. */
export function createSpecialistFeature(deps: SpecialistFeatureDeps): Feature<PersonContext> {
  const { settings, now } = deps
  return {
    name: 'specialist',
    routers: [
      createTakeRouter(deps),
      createWordsRouter(deps),
      createChoicesRouter(deps),
      createDuplicateRouter(deps),
      createQueueRouter(deps),
      createGroupNotesRouter(deps),
    ],
    commands: [
      {
        command: 'queue',
        description: { ru: queueTexts.ru.command, en: queueTexts.en.command },
        button: { ru: queueTexts.ru.button, en: queueTexts.en.button },
        isFor: roleMay('see_all_tickets'),
      },
    ],
    deliveries: {
      'ticket-card': ticketCardDelivery({ ...deps, topics: createForumTopics(deps) }),
      'ticket-files': ticketFilesDelivery(deps),
      'ticket-word': ticketWordDelivery(deps),
      [cameBackKinds.tickets]: ticketsAnewDelivery(deps),
    },
    mayStillRead: mayReadNotice(deps.db),
    hooks: {
      unreachable: (tx, entry) => tellUnreachable(tx, settings, entry, now()),
      async migrated(tx, from, to) {
        const waiting = await forgetChat(tx, from)
        await queue(
          tx,
          waiting.map((ticketId) => owedCard(to, { ticketId, fresh: false })),
        )
      },
    },
  }
}
