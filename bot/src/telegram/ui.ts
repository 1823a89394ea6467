import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'
import { type Html, shorten, splitHtml, textParams } from './html.ts'
import { type Keyboard, replyMarkup } from './keyboard.ts'
import type { SentMessage } from './sent-message.ts'

/**
 * What a person sees right away: prompts, menus, answers to a press. Collected while the update is handled and sent
 * after the commit; it may be lost with the process, so nothing a person must get goes this way.
 */
export interface Ui {
  /** A new message in the chat of the update. */
  send(text: Html, keyboard?: Keyboard): void
  /** In place of the message whose button was pressed; a new message when nothing was pressed. */
  show(text: Html, keyboard?: Keyboard): void
  /** Takes the buttons off the message whose button was pressed. */
  dropButtons(): void
  /** A short plain text over the chat, in answer to a press; `alert` has to be closed by hand. */
  toast(text: string, options?: { alert: boolean }): void
  /**
   * Work that must not hold the transaction open, such as a question to another server: it is done after the commit,
   * before anything is shown, and says by this UI what came of it. The transaction is over by then.
   */
  later(work: () => Promise<void>): void
  /** Leaves the answer to the press to a job, which this update owes. */
  leaveAnswer(): void
}

/** What a press is answered by: a part of Telegram's CallbackQuery that a job may keep. */
export interface Press {
  id: string
  message?: { message_id: number; chat: { id: number } }
}

export interface UiTarget {
  chatId: number | undefined
  threadId: number | undefined
  press: Press | undefined
}

/** A call of the Bot API, and what to do instead when Telegram says that its message is gone. */
interface Effect {
  method: string
  payload: object
  otherwise?: Effect
}

export interface CollectedUi extends Ui {
  /** Drops what was collected: the update failed. */
  discard(): void
  /**
   * Makes the calls, one after the other, and gives the last message with buttons under it. `onError` gets what
   * Telegram refused. `onFailedWork` gets what work left for later threw, and may still tell the person by this UI;
   * without it that is thrown once all is shown.
   */
  flush(
    api: Api,
    onError: (error: ApiError) => void,
    onFailedWork?: (error: unknown) => void,
  ): Promise<number | undefined>
}

const maxToast = 200
/** A press shows a clock until it is answered, and an update may not wait long behind the one before. */
const flushTimeoutMs = 5_000

export function collectUi(target: UiTarget): CollectedUi {
  let effects: Effect[] = []
  let works: (() => Promise<void>)[] = []
  let answer: { text?: string; show_alert?: boolean } = {}
  let isAnsweredHere = true
  const message = target.press?.message

  function sending(text: Html, keyboard: Keyboard | undefined): Effect[] {
    if (target.chatId === undefined) return []
    const pieces = splitHtml(text)
    return pieces.map((piece, i) => ({
      method: 'sendMessage',
      payload: {
        chat_id: target.chatId,
        ...(target.threadId === undefined ? {} : { message_thread_id: target.threadId }),
        ...textParams(piece),
        ...(keyboard && i === pieces.length - 1 ? { reply_markup: replyMarkup(keyboard) } : {}),
      },
    }))
  }

  return {
    send(text, keyboard) {
      effects.push(...sending(text, keyboard))
    },
    show(text, keyboard) {
      const [first, ...rest] = splitHtml(text)
      const fresh = sending(text, keyboard)
      if (message === undefined || first === undefined || rest.length > 0) {
        effects.push(...fresh)
        return
      }
      const [otherwise] = fresh
      effects.push({
        method: 'editMessageText',
        payload: {
          chat_id: message.chat.id,
          message_id: message.message_id,
          ...textParams(first),
          reply_markup: keyboard && 'inline' in keyboard ? replyMarkup(keyboard) : { inline_keyboard: [] },
        },
        ...(otherwise ? { otherwise } : {}),
      })
    },
    dropButtons() {
      if (message === undefined) return
      effects.push({
        method: 'editMessageReplyMarkup',
        payload: {
          chat_id: message.chat.id,
          message_id: message.message_id,
          reply_markup: { inline_keyboard: [] },
        },
      })
    },
    toast(text, options) {
      answer = { text: shorten(text, maxToast), ...(options?.alert ? { show_alert: true } : {}) }
    },
    later(work) {
      works.push(work)
    },
    leaveAnswer() {
      isAnsweredHere = false
    },
    discard() {
      effects = []
      works = []
      answer = {}
      isAnsweredHere = true
    },
    async flush(api, onError, onFailedWork) {
      let failure: { error: unknown } | undefined
      const failed =
        onFailedWork ??
        ((error: unknown) => {
          failure = { error }
        })
      for (const work of works) await work().catch(failed)
      // the answer first: the person sees that the press was noticed
      const all =
        target.press && isAnsweredHere
          ? [
              { method: 'answerCallbackQuery', payload: { callback_query_id: target.press.id, ...answer } },
              ...effects,
            ]
          : effects
      let shown: number | undefined
      for (const effect of all) shown = (await perform(api, effect, onError)) ?? shown
      // what could be shown is shown, and no press is left without an answer
      if (failure) throw failure.error
      return shown
    },
  }
}

/** Makes the call; gives the message that has buttons now. */
async function perform(
  api: Api,
  effect: Effect,
  onError: (error: ApiError) => void,
): Promise<number | undefined> {
  try {
    const sent = await api.call<Partial<SentMessage>>(effect.method, effect.payload, {
      timeoutMs: flushTimeoutMs,
      insists: true,
    })
    return hasButtons(effect) ? sent.message_id : undefined
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.kind === 'unchanged' || error.kind === 'stale_query') return undefined
    if (error.kind === 'gone') return effect.otherwise && perform(api, effect.otherwise, onError)
    onError(error)
    return undefined
  }
}

function hasButtons({ payload }: Effect): boolean {
  const { reply_markup: markup } = payload as { reply_markup?: { inline_keyboard?: unknown[] } }
  return (markup?.inline_keyboard?.length ?? 0) > 0
}
