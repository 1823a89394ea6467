import { randomUUID } from 'node:crypto'
import { addFile, isRestOfRefused } from '../../telegram/arriving.ts'
import type { UpdateContext } from '../../telegram/context.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { fsmState } from '../../telegram/session.ts'
import {
  type Added,
  addText,
  draftState,
  editMessage,
  goOn,
  maxFiles,
  newDraft,
  type TicketDraft,
} from './draft.ts'
import { type Taken, takeMessage } from './draft-message.ts'

/** A message out of the blue, kept as a draft until its sender says that it is to be a ticket. Only the last is kept. */
export const strayMessage = fsmState('stray_message', draftState.schema, {
  outlivesRole: true,
  which: ({ draftId }) => draftId,
})

/** `continues`: another file of the album, or the rest of the long text, that was answered already. */
export function takeStray(
  before: TicketDraft | undefined,
  message: Incoming,
): Taken & { continues: boolean } {
  const { mediaGroupId } = message
  const isOfAlbum = mediaGroupId !== undefined && before?.album?.id === mediaGroupId
  if (before && (isOfAlbum || isRestOfRefused(before, message))) {
    return { ...takeMessage(before, message), continues: true }
  }
  return { ...takeMessage(newDraft(randomUUID()), message), continues: false }
}

/** Adds what was kept to a draft that was begun before. */
export function addStray(draft: TicketDraft, stray: TicketDraft): Added {
  // no step of its own: what the draft says already stays
  const begun: TicketDraft = { ...draft, step: 'check', album: stray.album }
  const withFiles = stray.files.reduce((kept, file) => addFile(kept, file, maxFiles) ?? kept, begun)
  const added = stray.parts.reduce<Added>(
    (sum, part) => (sum.kind === 'added' ? addText(sum.draft, part) : sum),
    { kind: 'added', draft: withFiles },
  )
  return added.kind === 'added' ? { ...added, draft: goOn(added.draft) } : added
}

/** True when the edited message is the one that is kept: its new words are kept from now on. */
export function editStray({ session }: UpdateContext, { messageId, text }: Incoming): boolean {
  const stray = session.get(strayMessage)
  if (stray === undefined || text === undefined) return false
  const edited = editMessage(stray, { messageId, text })
  if (edited?.kind === 'added') session.set(strayMessage, edited.draft)
  return edited !== undefined
}
