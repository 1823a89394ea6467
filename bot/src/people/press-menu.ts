import type { UpdateContext } from '../telegram/context.ts'
import { isPrivate } from '../telegram/is-private.ts'
import type { Middleware } from '../telegram/middleware.ts'
import type { Menu } from './menu.ts'
import { menuButton } from './menu-buttons.ts'

/** Has a button of the menu, on the reply keyboard or under a message, act like the command it stands for. */
export function pressMenu(menu: Menu): Middleware {
  return async (ctx, next) => {
    const command = isPrivate(ctx) ? commandPressed(ctx, menu) : undefined
    if (command !== undefined) ctx.menuCommand = command
    await next()
  }
}

function commandPressed(ctx: UpdateContext, menu: Menu): string | undefined {
  if (ctx.message && 'text' in ctx.message) return menu.commandOf(ctx.message.text)
  if (ctx.callbackQuery && 'data' in ctx.callbackQuery) {
    return menuButton.unpack(ctx.callbackQuery.data)?.command
  }
  return undefined
}
