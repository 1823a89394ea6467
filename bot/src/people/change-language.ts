import type { Language } from '../platform/language.ts'
import type { Tx } from '../platform/postgres.ts'
import { queue } from '../telegram/outbox.ts'
import { recordAudit } from './audit-store.ts'
import { owedCommandMenu } from './command-menu.ts'
import type { PeopleDeps } from './people-deps.ts'
import { updatePerson } from './people-store.ts'
import type { Person } from './person.ts'

/** Has the bot speak another language to a person, the list of commands included. */
export async function changeLanguage(
  tx: Tx,
  { menu }: Pick<PeopleDeps, 'menu'>,
  command: { person: Person; language: Language; now: Date },
): Promise<Person> {
  const { person: before, language, now } = command
  if (before.language === language) return before
  const person = await updatePerson(tx, before.id, { language })
  const details = { from: before.language, to: language }
  await recordAudit(
    tx,
    {
      actorId: person.id,
      action: 'person.language_changed',
      subjectKind: 'person',
      subjectId: person.id,
      details,
    },
    now,
  )
  await queue(tx, [owedCommandMenu(menu, person)])
  return person
}
