import { z } from 'zod'
import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { callbackData, draftField } from '../../telegram/callback-data.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { commandOf, createRouter, type Router } from '../../telegram/router.ts'
import { authorTexts } from '../author-texts.ts'
import { isBegun, maxText, shortId, type TicketDraft } from './draft.ts'
import { askDraft, currentDraft } from './draft-dialogue.ts'
import { newTicketTexts } from './new-ticket-texts.ts'
import { addStray, strayMessage, takeStray } from './stray-message.ts'
import { strayMessageTexts } from './stray-message-texts.ts'

/** `begin` asks what to do about an unfinished ticket when there is one; the other two are the answers. */
const strayButton = callbackData('stray', { draft: draftField, into: z.enum(['begin', 'add', 'anew']) })

/** Who simply writes what is wrong need not write it again: the message becomes the description of a new ticket. */
export function createStrayMessageRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('stray_message')

  router.button(strayButton, async (ctx, { draft: id, into }) => {
    const stray = ctx.session.get(strayMessage)
    const draft = currentDraft(ctx)
    if (stray && shortId(stray) === id) {
      if (draft === undefined || !isBegun(draft) || into === 'anew')
        return askDraft(ctx, stray, { inPlace: true })
      return into === 'add' ? addTo(ctx, draft, stray) : askWhere(ctx, id)
    }
    // the second of two quick presses
    if (draft && shortId(draft) === id) return askDraft(ctx, draft, { inPlace: true })
    ctx.ui.toast(strayMessageTexts[ctx.language].stale)
    ctx.ui.dropButtons()
  })

  router.message('offer', isStray, (ctx, message) => {
    const taken = takeStray(ctx.session.get(strayMessage), message)
    ctx.session.set(strayMessage, taken.draft)
    if (taken.continues) return
    if (taken.kind === 'text_too_long')
      return ctx.ui.send(authorTexts[ctx.language].tooLong(taken.length, maxText))
    const { offer, buttons } = strayMessageTexts[ctx.language]
    ctx.ui.send(offer, { inline: [[button(buttons.begin, shortId(taken.draft), 'begin')]] })
  })

  return router
}

/** Words or a file outside of any dialogue. Thanks and greetings too: what they are is not guessed. */
function isStray(ctx: PersonContext, { text, attachment }: Incoming): boolean {
  const { session } = ctx
  return (
    isPrivate(ctx) &&
    may(ctx.person, 'file_ticket') &&
    (text !== undefined || attachment !== undefined) &&
    commandOf(ctx) === undefined &&
    (!session.asks || session.active === strayMessage.name)
  )
}

function askWhere(ctx: PersonContext, id: string): void {
  const { unfinished, buttons } = strayMessageTexts[ctx.language]
  ctx.ui.show(unfinished, {
    inline: [[button(buttons.add, id, 'add'), button(buttons.anew, id, 'anew')]],
  })
}

async function addTo(ctx: PersonContext, draft: TicketDraft, stray: TicketDraft): Promise<void> {
  const texts = newTicketTexts[ctx.language]
  const added = addStray(draft, stray)
  if (added.kind === 'too_long') {
    return askDraft(ctx, draft, { note: texts.textTooLong(added.length, maxText), inPlace: true })
  }
  await askDraft(ctx, added.draft, { note: texts.added.text, inPlace: true })
}

function button(text: string, draft: string, into: 'begin' | 'add' | 'anew'): Button {
  return { text, data: strayButton.pack({ draft, into }) }
}
