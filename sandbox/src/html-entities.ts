import { badRequest } from './refusal.ts'
import type { Entity } from './telegram-objects.ts'

export type FormattedText = { text: string; entities: Entity[] }

const entityByTag = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['span', 'spoiler'],
  ['a', 'text_link'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['blockquote', 'blockquote'],
  ['tg-emoji', 'custom_emoji'],
])

type OpenTag = { name: string; argument: string; offset: number }

/** Telegram's HTML: few tags, strictly nested; `&` starts a reference only when it is one Telegram knows. */
export function parseHtml(source: string): FormattedText {
  const open: OpenTag[] = []
  const entities: Entity[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const reference = source[at] === '&' ? readReference(source, at) : undefined
    if (reference) {
      text += reference.value
      at = reference.end
    } else if (source[at] !== '<') {
      text += source[at++]
    } else if (source[at + 1] === '/') {
      at = closeTag(source, at, text, open, entities)
    } else {
      const tag = readStartTag(source, at)
      open.push({ name: tag.name, argument: tag.argument, offset: text.length })
      at = tag.end
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`)
  for (const entity of entities) if (entity.type === 'code') delete entity.language
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

function readStartTag(source: string, start: number): { name: string; argument: string; end: number } {
  const name = /^[^\s>]*/.exec(source.slice(start + 1))?.[0].toLowerCase() ?? ''
  let at = start + 1 + name.length
  if (at >= source.length) throw cannotParse(`Unclosed start tag at byte offset ${byteOffset(source, start)}`)
  if (!entityByTag.has(name)) {
    throw cannotParse(`Unsupported start tag "${name}" at byte offset ${byteOffset(source, start)}`)
  }
  const attribute = /\s*([^\s=>/"']*)(?:\s*=\s*("[^"]*"?|'[^']*'?|[\w.-]*))?/y
  let argument = ''
  for (;;) {
    while (/\s/.test(source[at] ?? '')) at++
    if (source[at] === '>') break
    if (at >= source.length) {
      throw cannotParse(`Unclosed start tag "${name}" at byte offset ${byteOffset(source, start)}`)
    }
    attribute.lastIndex = at
    const [whole = '', key = '', rawValue = ''] = attribute.exec(source) ?? []
    if (key === '') {
      throw cannotParse(
        `Empty attribute name in the tag "${name}" at byte offset ${byteOffset(source, start)}`,
      )
    }
    argument = argumentFrom(name, key, decode(rawValue.replace(/^["']|["']$/g, ''))) ?? argument
    at += whole.length
    if (at >= source.length && rawValue !== '') {
      throw cannotParse(`Unclosed start tag at byte offset ${byteOffset(source, start)}`)
    }
  }
  if (name === 'span' && argument !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOffset(source, start)}`)
  }
  return { name, argument, end: at + 1 }
}

/** The one attribute that matters for the tag. */
function argumentFrom(tag: string, key: string, value: string): string | undefined {
  if (tag === 'a' && key === 'href') return value
  if (tag === 'code' && key === 'class' && value.startsWith('language-'))
    return value.slice('language-'.length)
  if (tag === 'span' && key === 'class') return value
  if (tag === 'tg-emoji' && key === 'emoji-id') return value
  if (tag === 'blockquote' && key === 'expandable') return 'expandable'
  return undefined
}

function closeTag(source: string, start: number, text: string, open: OpenTag[], entities: Entity[]): number {
  const tag = open.at(-1)
  if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${byteOffset(source, start)}`)
  const match = /^<\/([^\s>]*)\s*>/.exec(source.slice(start))
  if (!match) throw cannotParse(`Unclosed end tag at byte offset ${byteOffset(source, start)}`)
  const name = (match[1] ?? '').toLowerCase()
  if (name !== '' && name !== tag.name) {
    const offset = byteOffset(source, start)
    throw cannotParse(
      `Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
    )
  }
  open.pop()
  const length = text.length - tag.offset
  if (length > 0) addEntity(entities, tag, length, text.slice(tag.offset))
  return start + match[0].length
}

function addEntity(entities: Entity[], tag: OpenTag, length: number, inner: string): void {
  const type = entityByTag.get(tag.name) ?? 'bold'
  const entity: Entity = { type, offset: tag.offset, length }
  if (type === 'text_link') {
    const url = linkFrom(tag.argument || inner)
    if (url) entities.push({ ...entity, ...url })
    return
  }
  if (type === 'custom_emoji') {
    if (!/^[1-9]\d*$/.test(tag.argument)) throw badRequest('invalid custom emoji identifier specified')
    entity.custom_emoji_id = tag.argument
  }
  if (tag.name === 'blockquote' && tag.argument) entity.type = 'expandable_blockquote'
  if (tag.name === 'code' && tag.argument) entity.language = tag.argument
  const last = entities.at(-1)
  if (tag.name === 'pre' && last?.type === 'code' && last.offset === tag.offset && last.length === length) {
    // <pre><code class="language-x"> is one entity.
    last.type = 'pre'
    return
  }
  entities.push(entity)
}

function linkFrom(href: string): Partial<Entity> | undefined {
  const user = /^tg:\/\/user\?id=(\d+)$/.exec(href)
  if (user) {
    return { type: 'text_mention', user: { id: Number(user[1]), is_bot: false, first_name: '' } }
  }
  const url = /^[a-z]+:/i.test(href) ? href : `http://${href}`
  const known = /^(https?|tg|ton|mailto|tel):/i.test(url)
  return known && URL.canParse(url) ? { url: new URL(url).href } : undefined
}

const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
])

function readReference(source: string, at: number): { value: string; end: number } | undefined {
  const match = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));?/i.exec(source.slice(at, at + 12))
  if (!match) return undefined
  const [whole, hex, decimal, name] = match
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? 0)
  const value = name ? named.get(name) : code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : undefined
  return value === undefined ? undefined : { value, end: at + whole.length }
}

function decode(value: string): string {
  return value.replace(/&[^;\s]*;?/g, (found) => {
    const reference = readReference(found, 0)
    return reference ? reference.value + found.slice(reference.end) : found
  })
}

function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at))
}

function cannotParse(words: string): Error {
  return badRequest(`can't parse entities: ${words}`)
}
