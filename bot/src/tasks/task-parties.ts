import { may, type Person } from '../people/person.ts'

/**
 * `doer`: who is responsible. `co_doer`: who helps him. `giver`: who gave the order, and every director; but nobody
 * decides about his own report by being a director. `admin`: who parts with a person.
 */
export type TaskParty = 'doer' | 'co_doer' | 'giver' | 'admin' | 'system'

/** Whoever acts; the system acts as null. */
export type TaskActor = Pick<Person, 'id' | 'role' | 'status' | 'givesTasks'> | null

/** Who is who in an order. */
export interface TaskPeople {
  creatorId: number
  responsibleId: number | null
  coDoerIds: readonly number[]
  /** Who gave it has gone: then a director who does it himself may end it too, or nobody could. */
  isCreatorGone: boolean
}

export function isTaskParty(people: TaskPeople, party: TaskParty, actor: TaskActor): boolean {
  if (party === 'system') return actor === null
  if (actor === null || actor.status !== 'active') return false
  switch (party) {
    case 'doer':
      return actor.id === people.responsibleId
    case 'co_doer':
      return people.coDoerIds.includes(actor.id)
    case 'giver':
      if (actor.id === people.creatorId) return true
      return may(actor, 'oversee_tasks') && (actor.id !== people.responsibleId || people.isCreatorGone)
    case 'admin':
      return may(actor, 'manage_people')
    default:
      return party satisfies never
  }
}

/** Whether a person may see an order at all: those it concerns, and the directors. */
export function maySeeTask(
  { creatorId, responsibleId }: Pick<TaskPeople, 'creatorId' | 'responsibleId'>,
  coDoerIds: readonly number[],
  person: Pick<Person, 'id' | 'role' | 'status'>,
): boolean {
  if (person.status !== 'active') return false
  const isConcerned = person.id === creatorId || person.id === responsibleId || coDoerIds.includes(person.id)
  return isConcerned || may(person, 'oversee_tasks')
}
