import { isPrivate } from '../telegram/is-private.ts'
import type { Middleware } from '../telegram/middleware.ts'
import { commandOf } from '../telegram/router.ts'
import { endWithRoleTexts } from './end-with-role-texts.ts'
import type { VisitorContext } from './identify.ts'

/**
 * Ends the dialogue that somebody began in another role, or before he was shut out: nothing is shown or changed by it
 * any more, whatever its steps ask. Dialogues that are open to every role, or ask at each step, say so and go on.
 */
export const endWithRole: Middleware<VisitorContext> = async (ctx, next) => {
  const { person } = ctx
  const hasEnded = ctx.session.holdTo(person?.status === 'active' ? person.role : 'nobody')
  // who is shut out is told that; who has turned to something else has left the dialogue himself
  const isTold = hasEnded && person?.status === 'active' && isPrivate(ctx) && commandOf(ctx) === undefined
  if (!isTold) return next()
  ctx.ui.send(endWithRoleTexts[ctx.language].ended)
  // the words were an answer to a question that is not asked any more
  if (ctx.message !== undefined) ctx.handler = 'people/end_with_role'
  else await next()
}
