import type { Entity } from '../telegram-objects.ts'

/** Formatted text as safe HTML: everything typed is escaped, tags come from entities alone. */
export function toHtml(text: string, entities: readonly Entity[]): string {
  // Outer entities open first and close last; where they cross, as bold and a link may, tags would not nest:
  // then the inner one ends where the outer one does.
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
  return render(text, 0, text.length, sorted)
}

function render(text: string, from: number, to: number, entities: readonly Entity[]): string {
  let html = ''
  let at = from
  let rest = entities
  for (;;) {
    const entity = rest.find(({ offset, length }) => offset >= at && offset < to && length > 0)
    if (!entity) break
    const end = Math.min(entity.offset + entity.length, to)
    const after = rest.slice(rest.indexOf(entity) + 1)
    const inner = render(
      text,
      entity.offset,
      end,
      after.filter(({ offset }) => offset < end),
    )
    html += escapeHtml(text.slice(at, entity.offset)) + wrap(entity, inner, text.slice(entity.offset, end))
    at = end
    rest = after.filter(({ offset }) => offset >= end)
  }
  return html + escapeHtml(text.slice(at, to))
}

const tags = new Map([
  ['bold', 'b'],
  ['italic', 'i'],
  ['underline', 'u'],
  ['strikethrough', 's'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['blockquote', 'blockquote'],
  ['expandable_blockquote', 'blockquote'],
])

function wrap(entity: Entity, inner: string, plain: string): string {
  const tag = tags.get(entity.type)
  if (tag) return `<${tag}>${inner}</${tag}>`
  if (entity.type === 'spoiler') return `<span class="spoiler">${inner}</span>`
  const href = hrefOf(entity, plain)
  if (href) return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${inner}</a>`
  if (entity.type === 'bot_command')
    return `<a class="command" data-command="${escapeHtml(plain)}">${inner}</a>`
  return inner
}

function hrefOf(entity: Entity, plain: string): string | undefined {
  if (entity.type === 'email') return `mailto:${plain}`
  if (entity.type === 'url') return /^https?:/i.test(plain) ? plain : `https://${plain}`
  if (entity.type === 'text_link' && /^(https?|tg|mailto|tel):/i.test(entity.url ?? '')) return entity.url
  return undefined
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
