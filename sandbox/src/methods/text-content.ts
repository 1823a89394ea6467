import { parseFormatted } from '../formatted-text.ts'
import type { FormattedText } from '../html-entities.ts'
import { isRecord, type Params } from '../params.ts'
import { badRequest } from '../refusal.ts'
import type { Entity } from '../telegram-objects.ts'

/** Lengths count UTF-16 units after entities are parsed, as Telegram counts. */
export function readText(params: Params): FormattedText {
  if (params.text('text') === '') throw badRequest('message text is empty')
  const parsed = readFormatted(params, 'text', 'entities')
  if (parsed.text === '') throw badRequest('text must be non-empty')
  if (parsed.text.length > 4096) throw badRequest('message is too long')
  return parsed
}

export function readCaption(params: Params): FormattedText {
  const parsed = readFormatted(params, 'caption', 'caption_entities')
  if (parsed.text.length > 1024) throw badRequest('message caption is too long')
  return parsed
}

/** The caption inside an `InputMedia` object. */
export function readMediaCaption(media: Record<string, unknown>): FormattedText {
  const text = (name: string) => (typeof media[name] === 'string' ? media[name] : '')
  const parsed = parseFormatted(text('caption'), text('parse_mode'), entitiesFrom(media['caption_entities']))
  if (parsed.text.length > 1024) throw badRequest('message caption is too long')
  return parsed
}

function readFormatted(params: Params, name: string, entitiesName: string): FormattedText {
  const entities = entitiesFrom(params.json(entitiesName, "can't parse entities JSON object"))
  return parseFormatted(params.text(name), params.text('parse_mode'), entities)
}

function entitiesFrom(value: unknown): Entity[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw badRequest("can't parse entities: expected an Array of MessageEntity")
  return value.map((item: unknown) => {
    if (!isRecord(item)) throw badRequest("can't parse MessageEntity: expected an Object")
    const { type, offset, length, url, language } = item
    if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number') {
      throw badRequest("can't parse MessageEntity: can't find field")
    }
    return {
      type,
      offset,
      length,
      ...(typeof url === 'string' && { url }),
      ...(typeof language === 'string' && { language }),
    }
  })
}
