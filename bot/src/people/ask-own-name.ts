import type { UpdateContext } from '../telegram/context.ts'
import { nameTexts } from './name-texts.ts'
import type { Person } from './person.ts'
import { keepNameButton } from './settings-buttons.ts'
import { ownName } from './settings-dialogues.ts'
import { settingsTexts } from './settings-texts.ts'

/** Asks somebody how to call him; what he writes next is his name, and a button leaves it as it is. */
export function askOwnName(ctx: UpdateContext, { name }: Person): void {
  const texts = settingsTexts[ctx.language]
  ctx.session.set(ownName, {})
  ctx.ui.send(texts.askName, {
    inline: [[{ text: nameTexts[ctx.language].keepButton(name), data: keepNameButton.pack({}) }]],
  })
}
