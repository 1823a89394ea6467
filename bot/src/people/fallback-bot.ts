import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { helpTexts } from './help-texts.ts'
import type { PersonContext } from './identify.ts'
import type { Menu } from './menu.ts'
import { isInDialogue, mayTell } from './told.ts'

/** An album or a burst of stickers gets one hint. */
const hintEveryMs = 3_000

/**
 * What nobody else took: a button of an older build, an unknown command, a sticker out of the blue. The last router of
 * all. In groups people talk to each other: nothing is said there.
 */
export function createFallbackRouter({ menu }: { menu: Menu }): Router<PersonContext> {
  const router = createRouter<PersonContext>('fallback')

  router.update(
    'stale_button',
    (ctx) => ctx.callbackQuery !== undefined,
    (ctx) => ctx.ui.toast(helpTexts[ctx.language].staleButton),
  )

  router.message(
    'hint',
    (ctx) => isPrivate(ctx),
    (ctx) => {
      // somebody in the middle of a dialogue stays in it
      const inDialogue = isInDialogue(ctx)
      if (inDialogue || mayTell(ctx, hintEveryMs)) {
        ctx.ui.send(helpTexts[ctx.language].hint, inDialogue ? undefined : menu.keyboard(ctx.person))
      }
    },
  )

  return router
}
