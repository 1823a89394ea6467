import { z } from 'zod'
import type { Language } from '../platform/language.ts'
import { callbackData } from '../telegram/callback-data.ts'
import type { MenuCommand } from '../telegram/feature.ts'
import type { Button } from '../telegram/keyboard.ts'

/** A button under a message that acts like a command. */
export const menuButton = callbackData('menu', { command: z.string().regex(/^[a-z_]{1,32}$/) })

/** The button of a command, with the words it has on the reply keyboard. */
export function commandButton({ command, button, description }: MenuCommand, language: Language): Button {
  return { text: (button ?? description)[language], data: menuButton.pack({ command }) }
}
