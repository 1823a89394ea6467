import type { PersonContext } from '../../people/identify.ts'
import { menuButton } from '../../people/menu-buttons.ts'
import { may } from '../../people/person.ts'
import { callbackData } from '../../telegram/callback-data.ts'
import { html } from '../../telegram/html.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import {
  type AuthorWordAction,
  type AuthorWords,
  arrivingAlbum,
  authorWordActions,
  authorWords,
  takeWords,
} from '../author-dialogue.ts'
import { authorTexts } from '../author-texts.ts'
import { maxText } from '../filing/draft.ts'
import { newTicketTexts } from '../filing/new-ticket-texts.ts'
import { retireNotice, showTicket, tellRefusal, visibleTicket } from '../reading/open-ticket.ts'
import { type Refusal, refusalOf } from '../ticket.ts'
import { actionButtons, type TicketPress } from '../ticket-buttons.ts'
import { refusalText } from '../ticket-refusal-texts.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { countTicketEvents } from '../work-store.ts'
import { addAlbumFile } from './add-album-file.ts'
import { writeToTicket } from './write-to-ticket.ts'

const dropWordsButton = callbackData('no_words', {})

/** What an author writes to a ticket of his: answers, comments, reasons. */
export function createAuthorWordsRouter({ settings }: { settings: TicketSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('author_words')
  for (const action of ['answer', 'reject', 'reopen'] as const) {
    router.button(actionButtons[action], (ctx, press) => askForWords(ctx, settings, press, action))
  }
  router.button(dropWordsButton, (ctx) => {
    if (ctx.session.active === authorWords.name) ctx.session.clear()
    ctx.ui.show(authorTexts[ctx.language].dropped)
  })
  router.step(authorWords, async (ctx, words, message) => {
    const texts = authorTexts[ctx.language]
    const taken = takeWords(words, message)
    switch (taken.kind) {
      case 'act':
        ctx.session.clear()
        if (message.mediaGroupId !== undefined) {
          ctx.session.set(arrivingAlbum, { ticketId: words.ticketId, albumId: message.mediaGroupId })
        }
        return act(ctx, settings, words, taken, message)
      case 'silent':
        return ctx.session.set(authorWords, taken.words)
      case 'words_needed':
        ctx.session.set(authorWords, taken.words)
        return ctx.ui.send(texts.wordsNeeded, dropKeyboard(ctx))
      case 'too_long':
        ctx.session.set(authorWords, taken.words)
        return ctx.ui.send(texts.tooLong(taken.length, maxText), dropKeyboard(ctx))
      case 'not_understood':
        return ctx.ui.send(texts.hint, dropKeyboard(ctx))
      default:
        return taken satisfies never
    }
  })
  router.message(
    'album',
    (ctx, { mediaGroupId, attachment }) =>
      attachment !== undefined &&
      mediaGroupId !== undefined &&
      ctx.session.get(arrivingAlbum)?.albumId === mediaGroupId,
    async (ctx, { attachment: file }) => {
      const album = ctx.session.get(arrivingAlbum)
      if (album && file) {
        const { ticketId } = album
        await addAlbumFile(ctx.tx, settings, { ticketId, file, actor: ctx.person, now: ctx.now })
      }
    },
  )
  return router
}

/** The comment of those who do not work on tickets; specialists write theirs in a dialogue of their own. */
export function createAuthorCommentRouter({ settings }: { settings: TicketSettings }): Router<PersonContext> {
  const isNoSpecialist = (ctx: PersonContext) => !may(ctx.person, 'work_on_tickets')
  const router = createRouter<PersonContext>('author_comment', isNoSpecialist)
  router.button(actionButtons.comment, (ctx, press) => askForWords(ctx, settings, press, 'comment'))
  return router
}

async function askForWords(
  ctx: PersonContext,
  settings: TicketSettings,
  { ticketId, resolutionNo }: TicketPress,
  action: AuthorWordAction,
): Promise<void> {
  const ticket = await visibleTicket(ctx, ticketId)
  if (ticket === undefined) return
  const resolutions = await countTicketEvents(ctx.tx, ticketId, 'resolve')
  const rules = { now: ctx.now, reopenDays: settings.reopenDays, resolutions, resolutionNo }
  const refusal = refusalOf(ticket, action, ctx.person, rules)
  if (refusal) return refuse(ctx, ticketId, refusal)
  ctx.session.set(authorWords, { ticketId, action, resolutionNo, files: [] })
  ctx.ui.send(authorTexts[ctx.language].ask[action](ticketId), dropKeyboard(ctx))
}

async function act(
  ctx: PersonContext,
  settings: TicketSettings,
  { ticketId, action, resolutionNo }: AuthorWords,
  said: Pick<Extract<ReturnType<typeof takeWords>, { kind: 'act' }>, 'text' | 'files'>,
  source: { chatId: number; messageId: number },
): Promise<void> {
  const texts = authorTexts[ctx.language]
  const written = await writeToTicket(ctx.tx, settings, {
    ...{ ticketId, action, resolutionNo, actor: ctx.person, now: ctx.now },
    ...{ text: said.text, files: said.files, onlyFiles: texts.onlyFiles },
    source: { chatId: source.chatId, messageId: source.messageId },
  })
  if (written.kind !== 'changed') return refuse(ctx, ticketId, written)
  const done = authorWordActions.find((known) => known === written.change.action) ?? action
  ctx.ui.send(texts.done[done](ticketId))
}

async function refuse(ctx: PersonContext, ticketId: number, refusal: Refusal): Promise<void> {
  const isPast = refusal.kind === 'wrong_status' || refusal.kind === 'newer_resolution'
  if (isPast) await retireNotice(ctx, ticketId)
  if (refusal.kind === 'newer_resolution') await showTicket(ctx, ticketId)
  if (refusal.kind !== 'too_late') return tellRefusal(ctx, refusal)
  const { button } = newTicketTexts[ctx.language]
  ctx.ui.send(html`${refusalText(refusal, ctx.person)}`, {
    inline: [[{ text: button, data: menuButton.pack({ command: 'new' }) }]],
  })
}

function dropKeyboard(ctx: PersonContext) {
  return { inline: [[{ text: authorTexts[ctx.language].buttons.drop, data: dropWordsButton.pack({}) }]] }
}
