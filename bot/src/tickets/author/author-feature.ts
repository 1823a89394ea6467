import type { PersonContext } from '../../people/identify.ts'
import type { Feature } from '../../telegram/feature.ts'
import { createDraftMessagesRouter } from '../filing/draft-messages-bot.ts'
import { createEditedMessagesRouter } from '../filing/edited-messages-bot.ts'
import { createNewTicketRouter } from '../filing/new-ticket-bot.ts'
import { newTicketTexts } from '../filing/new-ticket-texts.ts'
import { createOnBehalfRouter } from '../filing/on-behalf-bot.ts'
import { createMyTicketsRouter } from '../reading/my-tickets-bot.ts'
import { myTicketsTexts } from '../reading/my-tickets-texts.ts'
import { createTicketReadingRouter } from '../reading/ticket-reading-bot.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { createAuthorVerdictRouter } from './author-verdict-bot.ts'
import { createAuthorCommentRouter, createAuthorWordsRouter } from './author-words-bot.ts'

/** What those who have a problem can do: file tickets, follow them, answer, judge the result. */
export function createAuthorFeature(deps: { settings: TicketSettings }): Feature<PersonContext> {
  return {
    name: 'author',
    routers: [
      createNewTicketRouter(deps),
      createOnBehalfRouter(),
      createDraftMessagesRouter(),
      createMyTicketsRouter(deps),
      createTicketReadingRouter(deps),
      createAuthorVerdictRouter(deps),
      createAuthorWordsRouter(deps),
      createAuthorCommentRouter(deps),
      createEditedMessagesRouter(deps),
    ],
    commands: [
      {
        command: 'new',
        description: { ru: newTicketTexts.ru.command, en: newTicketTexts.en.command },
        button: { ru: newTicketTexts.ru.button, en: newTicketTexts.en.button },
        isFor: () => true,
      },
      {
        command: 'my',
        description: { ru: myTicketsTexts.ru.command, en: myTicketsTexts.en.command },
        button: { ru: myTicketsTexts.ru.button, en: myTicketsTexts.en.button },
        isFor: () => true,
      },
    ],
  }
}
