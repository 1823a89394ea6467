import { isRecord, type Params } from './params.ts'
import { badRequest } from './refusal.ts'
import type { InlineButton, InlineKeyboard, KeyboardButton, ReplyMarkup } from './telegram-objects.ts'

const inlineActions = [
  'callback_data',
  'url',
  'copy_text',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'callback_game',
  'pay',
]

/** Reads and checks `reply_markup`. Telegram takes at most 100 inline buttons and 8 in a row. */
export function readReplyMarkup(params: Params, chatType: string): ReplyMarkup | undefined {
  const value = params.json('reply_markup', "can't parse reply keyboard markup JSON object")
  if (value === undefined) return undefined
  if (!isRecord(value)) throw badRequest('object expected as reply markup')
  if ('keyboard' in value) {
    const keyboard = readRows(value['keyboard'], 'Field "keyboard" must be an Array of Arrays', (button) =>
      readKeyButton(button, chatType),
    )
    if (keyboard.length > 0) return { ...value, keyboard }
  }
  if ('inline_keyboard' in value) return readInlineKeyboard(value)
  if (value['remove_keyboard'] === true) return { remove_keyboard: true }
  if (value['force_reply'] === true) {
    const placeholder = value['input_field_placeholder']
    return {
      force_reply: true,
      ...(typeof placeholder === 'string' && { input_field_placeholder: placeholder }),
    }
  }
  return undefined
}

/** An edit takes only an inline keyboard; anything else removes it. */
export function readInlineMarkup(params: Params, chatType: string): InlineKeyboard | undefined {
  const markup = readReplyMarkup(params, chatType)
  if (markup === undefined) return undefined
  if (!('inline_keyboard' in markup)) throw badRequest('inline keyboard expected')
  return markup.inline_keyboard.length > 0 ? markup : undefined
}

function readInlineKeyboard(value: Record<string, unknown>): InlineKeyboard {
  const words = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
  const rows = readRows(value['inline_keyboard'], words, readInlineButton)
  const count = rows.reduce((sum, row) => sum + row.length, 0)
  if (count > 100 || rows.some((row) => row.length > 8)) throw badRequest('reply markup is too long')
  return { inline_keyboard: rows }
}

function readRows<T>(value: unknown, words: string, read: (button: unknown) => T): T[][] {
  if (!Array.isArray(value)) throw badRequest(words)
  const rows = value.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(words)
    return row.map(read)
  })
  return rows.filter((row) => row.length > 0)
}

function readKeyButton(value: unknown, chatType: string): KeyboardButton {
  const button = typeof value === 'string' ? { text: value } : value
  if (!isRecord(button)) {
    throw badRequest("can't parse keyboard button: KeyboardButton must be a String or an Object")
  }
  const text = button['text']
  if (typeof text !== 'string') throw badRequest('can\'t parse keyboard button: can\'t find field "text"')
  if (text === '') throw badRequest('keyboard button text must be non-empty')
  if (chatType !== 'private' && button['request_contact'] === true) {
    throw badRequest('phone number can be requested in private chats only')
  }
  if (chatType !== 'private' && button['request_location'] === true) {
    throw badRequest('location can be requested in private chats only')
  }
  const style = readStyle(button['style'])
  if (style === undefined) throw badRequest("can't parse keyboard button: invalid button style specified")
  return { ...button, text }
}

/** '' = the usual look; undefined = no style Telegram has. */
function readStyle(value: unknown): string | undefined {
  if (value === undefined || value === 'default') return ''
  return ['primary', 'danger', 'success'].find((known) => known === value)
}

function readInlineButton(value: unknown): InlineButton {
  const cannot = (words: string) => badRequest(`can't parse inline keyboard button: ${words}`)
  if (!isRecord(value)) throw cannot('InlineKeyboardButton must be an Object')
  const text = value['text']
  if (typeof text !== 'string') throw cannot('can\'t find field "text"')
  if (text.trim() === '') throw badRequest('inline keyboard button text must be non-empty')
  if (readStyle(value['style']) === undefined) throw cannot('invalid button style specified')
  const actions = inlineActions.filter((name) => name in value)
  if (actions.length === 0) throw cannot('Text buttons are unallowed in the inline keyboard')
  if (actions.length > 1) {
    throw cannot(`exactly one of the optional fields must be used, found ${actions.join(', ')}`)
  }
  const button: InlineButton = { ...value, text }
  checkAction(button)
  return button
}

function checkAction(button: InlineButton): void {
  if ('callback_data' in button) {
    const bytes = typeof button.callback_data === 'string' ? Buffer.byteLength(button.callback_data) : 0
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID')
  }
  if ('url' in button && !isButtonUrl(button.url)) {
    const shown = typeof button.url === 'string' ? button.url : ''
    throw badRequest(`inline keyboard button URL '${shown}' is invalid: Wrong HTTP URL`)
  }
  if ('copy_text' in button) {
    const copied = isRecord(button.copy_text) ? button.copy_text['text'] : undefined
    if (typeof copied !== 'string' || copied.length < 1 || copied.length > 256) {
      throw badRequest('BUTTON_COPY_TEXT_INVALID')
    }
  }
}

/** Buttons open web addresses with a real host name, and Telegram's own links. */
function isButtonUrl(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const url = /^[a-z]+:/i.test(value) ? value : `http://${value}`
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  if (protocol === 'tg:' || protocol === 'ton:') return true
  return /^https?:$/.test(protocol) && hostname.includes('.')
}
