/** Text for parse_mode HTML in which everything people typed is escaped. */
export interface Html {
  readonly html: string
}

/** Template tag: escapes every value that is not Html already. */
export function html(strings: TemplateStringsArray, ...values: (Html | string | number)[]): Html {
  const text = strings.reduce((before, string, i) => {
    const value = values[i - 1] ?? ''
    return before + (typeof value === 'object' ? value.html : escapeHtml(String(value))) + string
  })
  return { html: text }
}

/** Several lines or blocks as one text; absent ones are left out. */
export function joinHtml(parts: readonly (Html | undefined | false)[], separator = '\n'): Html {
  const present = parts.filter((part) => part !== undefined && part !== false)
  return { html: present.map((part) => part.html).join(separator) }
}

/** Telegram's HTML mode knows these four entities; quotes matter only inside attributes, where we put none. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The parameters by which the Bot API takes a text. A link somebody typed brings no preview of its page. */
export function textParams({ html }: Html) {
  return { text: html, parse_mode: 'HTML', link_preview_options: { is_disabled: true } }
}

/** What Telegram counts: 4096 UTF-16 units after parsing; counting before parsing is the safe side. */
const maxLength = 4096

/**
 * Cuts a text into messages Telegram takes. It cuts between lines, and only a line that is too long by itself is cut
 * inside, never within an entity or a surrogate pair. Our own tags never span lines; in a cut line they are dropped.
 */
export function splitHtml(text: Html, limit = maxLength): Html[] {
  const pieces: string[] = []
  let piece = ''
  for (const line of text.html.split('\n').flatMap((whole) => cutLine(whole, limit))) {
    if (piece !== '' && piece.length + 1 + line.length > limit) {
      pieces.push(piece)
      piece = line
    } else {
      piece = piece === '' ? line : `${piece}\n${line}`
    }
  }
  pieces.push(piece)
  return pieces.filter((html) => html.trim() !== '').map((html) => ({ html }))
}

function cutLine(line: string, limit: number): string[] {
  if (line.length <= limit) return [line]
  const atoms = line.replace(/<[^>]*>/g, '').match(/&\w+;|[\s\S]/gu) ?? []
  const pieces: string[] = []
  let piece = ''
  for (const atom of atoms) {
    if (piece.length + atom.length > limit) {
      pieces.push(piece)
      piece = ''
    }
    piece += atom
  }
  return [...pieces, piece]
}

/**
 * A person's text for a card: at most `max` of what Telegram counts, an emoji as two and more, so that the card stays
 * one message and the rest of it on the screen.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  // never half of a surrogate pair
  const cut = text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')
  return `${cut.trimEnd()}…`
}
