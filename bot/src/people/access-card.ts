import type { Language } from '../platform/language.ts'
import type { Db } from '../platform/postgres.ts'
import type { Html } from '../telegram/html.ts'
import type { Keyboard } from '../telegram/keyboard.ts'
import { decideAccessKeyboard } from './access-buttons.ts'
import type { AccessRequest } from './access-request.ts'
import { accessRequestTexts } from './access-request-texts.ts'
import { findPerson } from './people-store.ts'

/** An access request as an admin sees it. */
export async function accessCard(
  db: Db,
  request: AccessRequest,
  language: Language,
): Promise<{ text: Html; keyboard: Keyboard }> {
  const decidedBy = request.decidedBy === null ? undefined : await findPerson(db, request.decidedBy)
  return {
    text: accessRequestTexts[language].card(request, decidedBy?.name ?? null),
    keyboard: decideAccessKeyboard(request, language),
  }
}
