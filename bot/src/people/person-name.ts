const maxLength = 100

/**
 * A name as somebody typed it, on one line and without characters that cannot be seen or that turn the text around
 * them; undefined when nothing readable is left, or more than 100 characters.
 */
export function personNameFrom(typed: string): string | undefined {
  const name = typed
    .toWellFormed()
    .normalize('NFC')
    // control characters and the marks of writing direction; the joiner within emoji stays
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name)) return undefined
  return [...name].length <= maxLength ? name : undefined
}

/** The name a person has in Telegram, for as long as he has not said how to call him. */
export function personNameOf(from: { first_name: string; last_name?: string | undefined }): string {
  const whole = [from.first_name, from.last_name ?? ''].join(' ')
  return personNameFrom(whole) ?? personNameFrom(from.first_name) ?? '—'
}
