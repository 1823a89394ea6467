import { keepDirectors } from '../people/people-store.ts'
import { mayGiveTasks, type Person } from '../people/person.ts'
import type { Handover, WorkHandover } from '../people/work-handover.ts'
import type { Tx } from '../platform/postgres.ts'
import { queueMessages } from '../telegram/outbox.ts'
import { changeTask } from './change-task.ts'
import type { TaskSettings } from './task-settings.ts'
import { countTaskWork, lockTaskParts, type TaskPart } from './task-work-store.ts'
import { taskWorkTexts } from './task-work-texts.ts'
import type { TaskChanges } from './tasks-store.ts'

/**
 * Orders as work of people. When somebody leaves or is shut out, what he had to do goes to another, or to nobody: then
 * the giver is told, and gives it to somebody else. Who leaves for good is no giver and no helper any more either; who
 * is only shut out stays the giver, and the directors decide for him meanwhile. A change of the role moves nothing:
 * orders are for everybody.
 */
export function createTaskWork(settings: TaskSettings): WorkHandover {
  return {
    countOpenWork: countTaskWork,
    canTake(person, { orders = 0, given = 0 }) {
      if (orders + given === 0) return true
      return orders > 0 ? person.status === 'active' : mayGiveTasks(person)
    },
    async handOverWork(tx, handover) {
      const { reason, from, actor, now } = handover
      if (reason === 'role') return {}
      const parts = await lockTaskParts(tx, from.id)
      const successors = reason === 'left' ? await successorsOf(tx, handover) : []
      const moved = { orders: 0, given: 0 }
      const afterLeaver: Person[] = []
      const afterReceiver: Person[] = []
      for (const part of parts) {
        const giver = giverAfter(part, handover, successors)
        const changes: TaskChanges = {
          ...(part.isDoer ? { responsibleId: handover.to?.id ?? null } : {}),
          ...(giver ? { creatorId: giver.id } : {}),
        }
        const coDoerLeftId = reason === 'left' && part.isCoDoer ? from.id : undefined
        if (!part.isDoer && !giver && coDoerLeftId === undefined) continue
        const { kind } = await changeTask(tx, settings, {
          ...{ taskId: part.taskId, action: 'release', actor, now, changes, coDoerLeftId },
          details: coDoerLeftId === undefined ? {} : { coDoerId_from: coDoerLeftId },
        })
        if (kind !== 'changed') continue
        if (part.isDoer) moved.orders += 1
        if (giver) (part.isGiver ? afterLeaver : afterReceiver).push(giver)
        if (giver && !part.isDoer) moved.given += 1
      }
      await tellNewGivers(tx, from, afterLeaver)
      if (handover.to) await tellNewGivers(tx, handover.to, afterReceiver)
      return moved
    },
  }
}

/** Who could take the place of a giver, the best first: the chosen person, then the directors as long as they serve. */
async function successorsOf(tx: Tx, { from, to }: Handover): Promise<Person[]> {
  const directors = (await keepDirectors(tx)).filter(({ id }) => id !== from.id && id !== to?.id)
  return to && mayGiveTasks(to) ? [to, ...directors] : directors
}

/**
 * Who gives the order from now on: when its giver leaves, and when he is who takes it over, for nobody accepts his own
 * report where another can. Undefined: the order stays with its giver; with no successor a director of later oversees it.
 */
function giverAfter(
  { isDoer, isGiver, doerId, giverId }: TaskPart,
  { to }: Handover,
  successors: readonly Person[],
): Person | undefined {
  const doerAfter = isDoer ? to?.id : doerId
  const another = successors.find(({ id }) => id !== doerAfter)
  if (isGiver) return another ?? successors[0]
  return isDoer && giverId === doerAfter ? another : undefined
}

/** One message for all of them; what waits for an answer is told order by order. */
async function tellNewGivers(tx: Tx, from: Person, givers: readonly Person[]): Promise<void> {
  await queueMessages(
    tx,
    [...new Set(givers)].map((giver) => ({
      chatId: giver.telegramId,
      text: taskWorkTexts[giver.language].givenToYou(
        from.name,
        givers.filter(({ id }) => id === giver.id).length,
      ),
    })),
  )
}
