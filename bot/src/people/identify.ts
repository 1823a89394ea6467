import type { UpdateContext } from '../telegram/context.ts'
import type { Middleware } from '../telegram/middleware.ts'
import { findPersonByTelegramId } from './people-store.ts'
import type { Person } from './person.ts'

/** The context of an update whose sender may be anybody. */
export interface VisitorContext extends UpdateContext {
  person: Person | undefined
}

/** The context of an update whose sender was let in and is active. */
export interface PersonContext extends UpdateContext {
  person: Person
}

/** Finds out who sent the update, within its transaction, so that a role taken away a moment ago is gone here. */
export const identify: Middleware<VisitorContext> = async (ctx, next) => {
  ctx.person = ctx.from && (await findPersonByTelegramId(ctx.tx, ctx.from.id))
  if (ctx.person) {
    ctx.language = ctx.person.language
    ctx.log.setBindings({ person_id: ctx.person.id })
  }
  await next()
}

export function isLetIn(ctx: VisitorContext): ctx is PersonContext {
  return ctx.person?.status === 'active'
}
