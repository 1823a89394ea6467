import { mediaField, type NewFile, storeFile } from '../files.ts'
import { withFoundEntities } from '../formatted-text.ts'
import type { Content } from '../message-log.ts'
import { isRecord } from '../params.ts'
import { imageSize, sampleFile } from '../sample-files.ts'
import type { Entity, MediaKind } from '../telegram-objects.ts'
import type { Person, World } from '../world.ts'
import { ControlError } from './control-error.ts'
import { type Input, readInput } from './input.ts'

const fields: [name: string, kind: MediaKind][] = [
  ['photo', 'photo'],
  ['document', 'document'],
  ['voice', 'voice'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['sticker', 'sticker'],
  ['animation', 'animation'],
  ['videoNote', 'video_note'],
]

/** What a person sends: exactly one of text, a file with caption, a contact or a place. */
export function readIncoming(world: World, person: Person, input: Input): Content {
  const text = input.optionalText('text')
  if (text !== undefined) {
    if (text.trim() === '') throw new ControlError(400, 'Telegram sends no empty messages')
    return textContent(text.trim(), readEntities(input))
  }
  const media = readMedia(world, input)
  if (media) return media
  if (input.has('contact')) return { contact: contactFrom(person, input) }
  if (input.has('location')) {
    const location = input.object('location')
    return {
      location: {
        latitude: location.optionalNumber('latitude') ?? 55.7522,
        longitude: location.optionalNumber('longitude') ?? 37.6156,
      },
    }
  }
  throw new ControlError(400, 'send needs text, a file, a contact or a location')
}

/** The file and caption of an input, if it has any. */
export function readMedia(world: World, input: Input): Content | undefined {
  const field = fields.find(([name]) => input.has(name))
  if (!field) return undefined
  const [name, kind] = field
  const file = storeFile(world, fileFrom(kind, input.raw(name)))
  const caption = input.optionalText('caption')
  if (caption && caption.length > 1024) throw new ControlError(400, 'a caption has at most 1024 characters')
  return { ...mediaField(file), ...(caption && captionContent(caption)) }
}

/** Text with the entities Telegram's apps find in it: commands, links, mentions. */
export function textContent(text: string, entities: Entity[] = []): Content {
  const found = withFoundEntities({ text, entities })
  return { text, entities: found.entities.length > 0 ? found.entities : undefined }
}

const longestText = 4096

/** Telegram's apps send a long text as several messages, cut between words where they can. */
export function splitLong(content: Content): [Content, ...Content[]] {
  const { text } = content
  if (text === undefined || text.length <= longestText) return [content]
  const space = text.slice(0, longestText).search(/\s\S*$/)
  const end = space > longestText / 2 ? space : longestText
  return [textContent(text.slice(0, end)), ...splitLong(textContent(text.slice(end).trim()))]
}

export function captionContent(caption: string): Content {
  const { entities } = withFoundEntities({ text: caption, entities: [] })
  return { caption, caption_entities: entities.length > 0 ? entities : undefined }
}

export function contactFrom(person: Person, input: Input): NonNullable<Content['contact']> {
  const given = input.object('contact')
  return {
    phone_number: given.optionalText('phoneNumber') ?? person.phone,
    first_name: given.optionalText('firstName') ?? person.firstName,
    last_name: given.optionalText('lastName') ?? person.lastName,
    user_id: given.optionalNumber('userId') ?? (given.has('phoneNumber') ? undefined : person.id),
  }
}

function fileFrom(kind: MediaKind, value: unknown): NewFile {
  if (!isRecord(value)) return sampleFile(kind)
  const input = readInput(value)
  const base64 = input.optionalText('base64')
  const size = input.optionalNumber('size')
  const bytes = base64 === undefined ? undefined : Buffer.from(base64, 'base64')
  const seen = bytes && kind === 'photo' ? imageSize(bytes) : undefined
  const content = bytes || size !== undefined ? { bytes, size } : sampleFile(kind)
  return {
    ...content,
    kind,
    name: input.optionalText('name') ?? (kind === 'document' ? 'file.bin' : undefined),
    mime: input.optionalText('mime'),
    width: input.optionalNumber('width') ?? seen?.width,
    height: input.optionalNumber('height') ?? seen?.height,
    duration: input.optionalNumber('duration'),
  }
}

function readEntities(input: Input): Entity[] {
  return input.objects('entities').map((entity) => ({
    type: entity.text('type'),
    offset: entity.number('offset'),
    length: entity.number('length'),
    url: entity.optionalText('url'),
  }))
}
