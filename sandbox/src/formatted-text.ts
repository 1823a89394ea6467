import { type FormattedText, parseHtml } from './html-entities.ts'
import { badRequest } from './refusal.ts'
import type { Entity } from './telegram-objects.ts'

const found: { type: string; pattern: RegExp }[] = [
  { type: 'url', pattern: /(?:https?:\/\/|\bt\.me\/)[^\s<>"]*[^\s<>".,!?;:)]/giu },
  { type: 'email', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu },
  { type: 'bot_command', pattern: /(?<![\w/@])\/[a-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/giu },
  { type: 'mention', pattern: /(?<![\w.])@\w{4,32}\b/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu },
  { type: 'phone_number', pattern: /(?<!\d)\+\d[\d\s()-]{8,16}\d(?!\d)/gu },
]

/** Adds the entities Telegram finds by itself, where no given one is in the way. */
export function withFoundEntities({ text, entities }: FormattedText): FormattedText {
  const all = [...entities]
  const blocks = (entity: Entity) => ['code', 'pre', 'text_link', 'text_mention'].includes(entity.type)
  for (const { type, pattern } of found) {
    for (const match of text.matchAll(pattern)) {
      const [offset, length] = [match.index, match[0].length]
      const overlaps = (entity: Entity) =>
        entity.offset < offset + length && offset < entity.offset + entity.length
      const taken = all.some((other) => overlaps(other) && (blocks(other) || !entities.includes(other)))
      if (!taken) all.push({ type, offset, length })
    }
  }
  return { text, entities: all.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

/** Parses what a bot sends, as `parse_mode` or explicit entities say, and trims it as Telegram does. */
export function parseFormatted(source: string, parseMode: string, entities: Entity[]): FormattedText {
  const mode = parseMode.toLowerCase()
  if (mode === 'html') return withFoundEntities(trim(parseHtml(source.replaceAll('\r', ''))))
  if (mode === 'markdown' || mode === 'markdownv2') {
    throw badRequest(`the sandbox does not parse ${parseMode}: use HTML or entities`)
  }
  if (mode !== '') throw badRequest('unsupported parse_mode')
  for (const entity of entities) {
    if (entity.offset < 0 || entity.length <= 0 || entity.offset + entity.length > source.length) {
      throw badRequest("can't parse entities: entity is outside of the text")
    }
  }
  return withFoundEntities(trim({ text: source, entities }))
}

/** Space around a message is dropped; entities move along and shrink. */
function trim({ text, entities }: FormattedText): FormattedText {
  const trimmed = text.trim()
  if (trimmed === text) return { text, entities }
  const start = text.indexOf(trimmed)
  const end = start + trimmed.length
  const moved = entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start)
    const to = Math.min(entity.offset + entity.length, end)
    return to > from ? [{ ...entity, offset: from - start, length: to - from }] : []
  })
  return { text: trimmed, entities: moved }
}
