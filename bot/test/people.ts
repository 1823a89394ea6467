import sql from 'sql-template-tag'
import { type AccessChange, changeAccess } from '../src/people/change-access.ts'
import { changeRole, type RoleChange } from '../src/people/change-role.ts'
import { createMenu } from '../src/people/menu.ts'
import { type Offboarding, offboardPerson } from '../src/people/offboard-person.ts'
import { peopleCommands } from '../src/people/people-commands.ts'
import type { PeopleDeps } from '../src/people/people-deps.ts'
import { admitPerson } from '../src/people/people-store.ts'
import { may, type Person, type Role } from '../src/people/person.ts'
import type { Work } from '../src/people/work.ts'
import { allWork, type Handover } from '../src/people/work-handover.ts'
import type { Database } from '../src/platform/postgres.ts'

export interface TestPeople {
  deps: PeopleDeps
  /** The handovers asked for so far. */
  handovers: Handover[]
  /** How many tickets each person has. */
  work: Map<number, number>
  admit(name: string, role: Role): Promise<Person>
  setRole(actor: Person, person: Person, role: Role): Promise<RoleChange>
  setAccess(actor: Person, person: Person, to: 'active' | 'blocked'): Promise<AccessChange>
  offboard(actor: Person, person: Person, receiver: Person | null): Promise<Offboarding>
}

let nextTelegramId = 5_000

/** People in a database without Telegram: the use cases of an admin at the moment `now`, with work that is only noted. */
export function testPeople(db: Database, now: Date): TestPeople {
  const handovers: Handover[] = []
  const work = new Map<number, number>()
  const ticketsOf = (personId: number): Work => ({ tickets: work.get(personId) ?? 0 })
  const deps: PeopleDeps = {
    menu: createMenu(peopleCommands),
    timezone: 'Europe/Moscow',
    botUsername: 'school_bot',
    work: allWork([
      {
        countOpenWork: async (_tx, personId) => ticketsOf(personId),
        canTake: (person, { tickets = 0 }) => tickets === 0 || may(person, 'work_on_tickets'),
        async handOverWork(_tx, handover) {
          handovers.push(handover)
          return ticketsOf(handover.from.id)
        },
      },
    ]),
  }
  return {
    handovers,
    work,
    deps,
    admit: (name, role) =>
      db.transaction((tx) => admitPerson(tx, { telegramId: newTelegramId(), name, role, language: 'ru' })),
    setRole: ({ id: actorId }, { id: personId }, role) =>
      db.transaction((tx) => changeRole(tx, deps, { actorId, personId, role, now })),
    setAccess: ({ id: actorId }, { id: personId }, to) =>
      db.transaction((tx) => changeAccess(tx, deps, { actorId, personId, to, now })),
    offboard: ({ id: actorId }, { id: personId }, receiver) =>
      db.transaction((tx) =>
        offboardPerson(tx, deps, { actorId, personId, receiverId: receiver?.id ?? null, now }),
      ),
  }
}

export function newTelegramId(): number {
  nextTelegramId += 1
  return nextTelegramId
}

/** The texts that a chat is owed, oldest first. */
export async function owedTexts(db: Database, chatId: number): Promise<string[]> {
  const rows = await db.many<{ text: string }>(sql`
    select payload #>> '{params,text}' as text from outbox
    where chat_id = ${chatId} and payload ->> 'method' = 'sendMessage' order by id`)
  return rows.map(({ text }) => text)
}

/** The kinds and methods of all that a chat is owed, oldest first. */
export async function owedKinds(db: Database, chatId: number): Promise<string[]> {
  const rows = await db.many<{ kind: string }>(sql`
    select coalesce(payload ->> 'method', kind) as kind from outbox where chat_id = ${chatId} order by id`)
  return rows.map(({ kind }) => kind)
}
