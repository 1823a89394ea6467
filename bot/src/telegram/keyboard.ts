import type {
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'telegraf/types'

export type Button = { text: string; data: string } | { text: string; url: string }

/** Buttons under a message, or in place of the keyboard. */
export type Keyboard = { inline: Button[][] } | { reply: string[][]; placeholder?: string } | { remove: true }

export function replyMarkup(
  keyboard: Keyboard,
): InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove {
  if ('inline' in keyboard)
    return {
      inline_keyboard: keyboard.inline.filter((row) => row.length > 0).map((row) => row.map(inlineButton)),
    }
  if ('remove' in keyboard) return { remove_keyboard: true }
  return {
    keyboard: keyboard.reply.map((row) => row.map((text) => ({ text }))),
    resize_keyboard: true,
    is_persistent: true,
    ...(keyboard.placeholder === undefined ? {} : { input_field_placeholder: keyboard.placeholder }),
  }
}

function inlineButton(button: Button): InlineKeyboardButton {
  return 'data' in button ? { text: button.text, callback_data: button.data } : button
}

/** The row of buttons that turn pages, from 0: back where there is a page before, on where there is a next one. */
export function turningRow(
  { page, hasNext }: { page: number; hasNext: boolean },
  pack: (page: number) => string,
): Button[] {
  return [
    ...(page > 0 ? [{ text: '◀️', data: pack(page - 1) }] : []),
    ...(hasNext ? [{ text: '▶️', data: pack(page + 1) }] : []),
  ]
}

/** Puts buttons into rows of `width`. */
export function inRows<T>(buttons: readonly T[], width: number): T[][] {
  const rows: T[][] = []
  for (let i = 0; i < buttons.length; i += width) rows.push(buttons.slice(i, i + width))
  return rows
}
