import sql from 'sql-template-tag'
import { createMenu } from '../src/people/menu.ts'
import { peopleCommands } from '../src/people/people-commands.ts'
import type { PeopleDeps } from '../src/people/people-deps.ts'
import { admitPerson } from '../src/people/people-store.ts'
import type { Person, Role } from '../src/people/person.ts'
import { allWork, type Handover } from '../src/people/work-handover.ts'
import type { Database } from '../src/platform/postgres.ts'

export interface TestPeople {
  deps: PeopleDeps
  /** The handovers asked for so far. */
  handovers: Handover[]
  /** How much work each person has. */
  work: Map<number, number>
  admit(name: string, role: Role): Promise<Person>
}

let nextTelegramId = 5_000

/** What the use cases of people are given, with work that is only noted. */
export function testPeople(db: Database): TestPeople {
  const handovers: Handover[] = []
  const work = new Map<number, number>()
  return {
    handovers,
    work,
    deps: {
      menu: createMenu(peopleCommands),
      timezone: 'Europe/Moscow',
      botUsername: 'school_bot',
      work: allWork([
        {
          countOpenWork: async (_tx, personId) => work.get(personId) ?? 0,
          async handOverWork(_tx, handover) {
            handovers.push(handover)
            return work.get(handover.from.id) ?? 0
          },
        },
      ]),
    },
    admit: (name, role) =>
      db.transaction((tx) => admitPerson(tx, { telegramId: newTelegramId(), name, role, language: 'ru' })),
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
