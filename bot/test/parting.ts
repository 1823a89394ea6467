import sql from 'sql-template-tag'
import { type AccessChange, changeAccess } from '../src/people/change-access.ts'
import { changeRole, type RoleChange } from '../src/people/change-role.ts'
import { createMenu } from '../src/people/menu.ts'
import { type Offboarding, offboardPerson } from '../src/people/offboard-person.ts'
import type { Person, Role } from '../src/people/person.ts'
import { allWork } from '../src/people/work-handover.ts'
import { createTaskWork } from '../src/tasks/task-work.ts'
import { createTicketWork } from '../src/tickets/specialist/hand-over-work.ts'
import { createTestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'
import { createOrderDesk, type OrderDesk } from './order-desk.ts'

export const now = new Date('2026-11-20T09:00:00Z')

/** An administrator who parts with people that have tickets and orders, without Telegram. */
export interface Parting extends AsyncDisposable {
  orders: OrderDesk
  tickets: Desk
  /** Begins with nobody but an administrator and a director. */
  begin(): Promise<{ admin: Person; director: Person }>
  offboard(admin: Person, person: Person, receiver: Person | null): Promise<Offboarding>
  setAccess(admin: Person, person: Person, to: 'active' | 'blocked'): Promise<AccessChange>
  setRole(admin: Person, person: Person, role: Role): Promise<RoleChange>
  /** The number of a new order. */
  give(giver: Person, doer: Person, coDoers?: readonly Person[]): Promise<number>
  partiesOf(taskId: number): Promise<{ creatorId: number; responsibleId: number | null }>
}

export async function createParting(): Promise<Parting> {
  const database = await createTestDatabase()
  const { db } = database
  const orders = createOrderDesk(db)
  const tickets = createDesk(db)
  const menu = createMenu([])
  const work = allWork([createTicketWork(tickets.settings), createTaskWork(orders.settings)])
  return {
    orders,
    tickets,
    async begin() {
      await db.run(sql`truncate person, outbox restart identity cascade`)
      return {
        admin: await orders.person('Ольга', 'admin'),
        director: await orders.person('Елена', 'director'),
      }
    },
    offboard: ({ id: actorId }, { id: personId }, receiver) =>
      db.transaction((tx) =>
        offboardPerson(tx, { work }, { actorId, personId, receiverId: receiver?.id ?? null, now }),
      ),
    setAccess: ({ id: actorId }, { id: personId }, to) =>
      db.transaction((tx) => changeAccess(tx, { menu, work }, { actorId, personId, to, now })),
    setRole: ({ id: actorId }, { id: personId }, role) =>
      db.transaction((tx) => changeRole(tx, { menu, work }, { actorId, personId, role, now })),
    async give(giver, doer, coDoers = []) {
      const [task] = await orders.issue(giver, [doer], { coDoerIds: coDoers.map(({ id }) => id) }, now)
      if (task === undefined) throw new Error('no order')
      return task.id
    },
    async partiesOf(taskId) {
      const { creatorId, responsibleId } = await orders.task(taskId)
      return { creatorId, responsibleId }
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
