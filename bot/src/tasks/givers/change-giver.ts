import { recordAudit } from '../../people/audit-store.ts'
import { owedWithMenu } from '../../people/command-menu.ts'
import type { Menu } from '../../people/menu.ts'
import { lockPeople, updatePerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { queue } from '../../telegram/outbox.ts'
import type { GiverChange } from './giver-change.ts'
import { giverNoticeTexts } from './giver-notice-texts.ts'

/**
 * Lets a person give orders, or no longer. What he has given stays his to accept. His menu follows at once, and he is
 * told why.
 */
export async function changeGiver(
  tx: Tx,
  { menu }: { menu: Menu },
  command: { actorId: number; personId: number; to: 'allowed' | 'withdrawn'; now: Date },
): Promise<GiverChange> {
  const { actorId, personId, to, now } = command
  const locked = await lockPeople(tx, [actorId, personId])
  const actor = locked.find(({ id }) => id === actorId)
  const before = locked.find(({ id }) => id === personId)
  if (actor === undefined || !may(actor, 'oversee_tasks')) return { kind: 'forbidden' }
  if (before === undefined) return { kind: 'not_found' }
  if (before.status !== 'active') return { kind: 'not_active' }
  if (may(before, 'oversee_tasks')) return { kind: 'is_director' }
  const givesTasks = to === 'allowed'
  if (before.givesTasks === givesTasks) return { kind: 'unchanged', person: before }

  const person = await updatePerson(tx, before.id, { givesTasks })
  await recordAudit(
    tx,
    {
      actorId: actor.id,
      action: givesTasks ? 'person.giving_allowed' : 'person.giving_withdrawn',
      subjectKind: 'person',
      subjectId: person.id,
    },
    now,
  )
  await queue(tx, owedWithMenu(menu, person, giverNoticeTexts[person.language][to](actor.name)))
  return { kind: 'changed', person }
}
