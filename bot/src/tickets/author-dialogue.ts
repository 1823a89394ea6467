import { z } from 'zod'
import { isRestOfRefused, refused } from '../telegram/arriving.ts'
import { type Attachment, attachmentShape, type Incoming } from '../telegram/incoming.ts'
import { fsmState } from '../telegram/session.ts'
import { maxText } from './filing/draft.ts'

/** What an author says something to: the words are asked for after the press. */
export const authorWordActions = ['answer', 'comment', 'reject', 'reopen'] as const
export type AuthorWordAction = (typeof authorWordActions)[number]

/** Somebody is about to write to a ticket. */
export const authorWords = fsmState(
  'author_words',
  z.object({
    ticketId: z.number(),
    action: z.enum(authorWordActions),
    /** With `reject`: the resolution that is returned. */
    resolutionNo: z.number().optional(),
    /** Files that came before the words that are needed. */
    files: z.array(attachmentShape),
    /** The album whose first file was answered. */
    albumId: z.string().optional(),
    /** The message that was refused last as too long. */
    refusedMessageId: z.number().optional(),
  }),
  // an author is one in any role
  { outlivesRole: true },
)
export type AuthorWords = z.infer<typeof authorWords.schema>

/** The album that was just added to a ticket: its other files may still come. */
export const arrivingAlbum = fsmState(
  'ticket_album',
  z.object({ ticketId: z.number(), albumId: z.string() }),
  { asks: false, outlivesRole: true },
)

export type TakenWords =
  | { kind: 'act'; text: string | undefined; files: Attachment[] }
  | { kind: 'silent'; words: AuthorWords }
  | { kind: 'words_needed'; words: AuthorWords }
  | { kind: 'too_long'; words: AuthorWords; length: number }
  | { kind: 'not_understood' }

/** What a message means in this dialogue. A reason needs words; a comment or an answer may be a file alone. */
export function takeWords(before: AuthorWords, message: Incoming): TakenWords {
  const { text, attachment: file, mediaGroupId: albumId, messageId } = message
  if (isRestOfRefused(before, message)) return { kind: 'silent', words: refused(before, messageId) }
  if (text === undefined && file === undefined) return { kind: 'not_understood' }

  const files = file ? [...before.files, file] : before.files
  const words: AuthorWords = { ...before, files, albumId }
  const length = [...(text ?? '')].length
  if (length > maxText) return { kind: 'too_long', words: refused(words, messageId), length }
  const needsWords = before.action === 'reject' || before.action === 'reopen'
  if (text !== undefined || !needsWords) return { kind: 'act', text, files }
  const isRestOfAlbum = albumId !== undefined && albumId === before.albumId
  return { kind: isRestOfAlbum ? 'silent' : 'words_needed', words }
}
