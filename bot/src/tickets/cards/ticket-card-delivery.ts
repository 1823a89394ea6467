import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import { ApiError } from '../../telegram/api-error.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { textParams } from '../../telegram/html.ts'
import { replyMarkup } from '../../telegram/keyboard.ts'
import { isOwedAgain } from '../../telegram/outbox.ts'
import type { SentMessage } from '../../telegram/sent-message.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { type ClockedTicketView, findTicketView } from '../ticket-views-store.ts'
import { keepTicket } from '../tickets-store.ts'
import { readerOf } from './card-reader.ts'
import { type Card, findCard, forgetCard, saveCard } from './cards-store.ts'
import type { ForumTopics } from './forum-topics.ts'
import { cardPayload } from './queue-cards.ts'
import { renderTicket } from './ticket-view.ts'

export interface CardDeps {
  db: Database
  api: Api
  settings: TicketSettings
  topics: ForumTopics
  now: () => Date
}

/**
 * Delivery of `ticket-card`: the ticket as it stands now, in the words and with the buttons of the one who reads it.
 * A card that was deleted, or whose topic was, is made anew; one in the topic of another category moves.
 */
export function ticketCardDelivery(deps: CardDeps): Delivery {
  const { db, api, settings, now } = deps
  return async (entry) => {
    const { chatId } = entry
    const { ticketId, fresh } = cardPayload.parse(entry.payload)
    // several changes in a row: the last one shows them all
    if (!fresh && (await isOwedAgain(db, entry))) return
    const view = await findTicketView(db, ticketId, now())
    if (view === undefined) return
    const old = await findCard(db, ticketId, chatId)
    const reader = await readerOf(db, chatId, view)
    if (reader === undefined) {
      if (old) await retire(api, chatId, old)
      return forgetCard(db, ticketId, chatId)
    }
    const render = (shown: ClockedTicketView) => messageOf(renderTicket(shown, reader, settings, now()))
    const message = render(view)
    const threadId = reader === 'group' ? await topicOf(deps, chatId, view) : undefined
    const stays = old !== undefined && !fresh && old.threadId === (threadId ?? null)
    if (stays && (await edit(api, chatId, old, message))) return
    const card = await sendCard(deps, chatId, view, message, threadId)
    const latest = await keepCard(deps, ticketId, chatId, card)
    if (latest && !isDeepStrictEqual(render(latest), message)) await edit(api, chatId, card, render(latest))
    if (old) await retire(api, chatId, old)
  }
}

/**
 * Keeps the card, and reads how the ticket stands then. Whoever changes the ticket later finds the card and refreshes
 * it; who changed it while the card was being sent did not find it.
 */
function keepCard(
  { db, now }: CardDeps,
  ticketId: number,
  chatId: number,
  card: Card,
): Promise<ClockedTicketView | undefined> {
  return db.transaction(async (tx) => {
    await keepTicket(tx, ticketId)
    await saveCard(tx, ticketId, chatId, card)
    return findTicketView(tx, ticketId, now())
  })
}

type CardMessage = ReturnType<typeof messageOf>

function messageOf({ text, keyboard }: ReturnType<typeof renderTicket>) {
  return {
    ...textParams(text),
    reply_markup: replyMarkup(keyboard),
  }
}

function topicOf({ topics }: CardDeps, chatId: number, view: ClockedTicketView): Promise<number | undefined> {
  return topics.topicOf(chatId, { id: view.categoryId, title: `${view.emoji} ${view.category.ru}` })
}

/** False when there is nothing left to edit. */
async function edit(api: Api, chatId: number, { messageId }: Card, message: CardMessage): Promise<boolean> {
  try {
    await api.call('editMessageText', { chat_id: chatId, message_id: messageId, ...message })
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.kind === 'unchanged') return true
    if (error.kind === 'gone' || error.kind === 'topic_gone') return false
    throw error
  }
}

async function sendCard(
  deps: CardDeps,
  chatId: number,
  view: ClockedTicketView,
  message: CardMessage,
  threadId: number | undefined,
): Promise<Card> {
  const send = async (thread: number | undefined): Promise<Card> => {
    const where = thread === undefined ? {} : { message_thread_id: thread }
    const sent = await deps.api.call<SentMessage>('sendMessage', { chat_id: chatId, ...where, ...message })
    return { messageId: sent.message_id, threadId: thread ?? null }
  }
  try {
    return await send(threadId)
  } catch (error) {
    const topicGone = error instanceof ApiError && error.kind === 'topic_gone' && threadId !== undefined
    if (!topicGone) throw error
    await deps.topics.forget(chatId, threadId)
    return send(await topicOf(deps, chatId, view))
  }
}

/** Takes away a card that another one replaces: a message too old to be deleted loses its buttons at least. */
async function retire(api: Api, chatId: number, { messageId }: Card): Promise<void> {
  const params = { chat_id: chatId, message_id: messageId }
  if (await succeeds(api, 'deleteMessage', params)) return
  await succeeds(api, 'editMessageReplyMarkup', { ...params, reply_markup: { inline_keyboard: [] } })
}

async function succeeds(api: Api, method: string, params: object): Promise<boolean> {
  try {
    await api.call(method, params)
    return true
  } catch (error) {
    if (error instanceof ApiError) return false
    throw error
  }
}
