import { may, type Person } from '../../people/person.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { giversListButton } from './givers-buttons.ts'
import { giversTexts } from './givers-texts.ts'

/** The row with the button that opens who may give orders: no button for those who do not decide it. */
export function giversRow(person: Person): Button[] {
  if (!may(person, 'oversee_tasks')) return []
  const data = giversListButton.pack({ filter: 'directed', page: 0 })
  return [{ text: giversTexts[person.language].button, data }]
}
