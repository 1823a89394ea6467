import { randomUUID } from 'node:crypto'
import sql from 'sql-template-tag'
import type { Role } from '../src/people/person.ts'
import type { Database } from '../src/platform/postgres.ts'
import { createDesk } from './desk.ts'
import { createOrderDesk } from './order-desk.ts'

/** What somebody types wherever he is asked: a word of which nothing may be left where it is not needed. */
export const typed = 'Тюльпанчик'

/** Words that only those may read whom it concerns, by what they stand in. */
export const secrets = {
  ticket: 'тайна-заявки',
  note: 'тайна-пометки',
  order: 'тайна-поручения',
  applicant: 'Тайный Проситель',
  person: 'Тайная Сотрудница',
} as const

/** The ids that are pressed: each of something that concerns none of those who press. */
export interface PressedIds {
  ticket: number
  newTicket: number
  resolvedTicket: number
  order: number
  reported: number
  asked: number
  moveRequest: number
  batch: number
  request: number
  invite: number
  category: number
  person: number
  receiver: number
}

/** Who presses. `giver`: of the staff, and may give orders. */
export const pressers = [
  'staff',
  'giver',
  'specialist',
  'director',
  'admin',
  'stranger',
  'blocked',
  'left',
] as const
/** `author`: of the tickets, who presses only what is his. */
export type Presser = (typeof pressers)[number] | 'author'

export interface PressWorld {
  ids: PressedIds
  /** The Telegram id of each who presses. */
  who: Record<Presser, number>
}

const firstId = 70_001

/** Who may read what of it, if only it is shown to him: nobody else ever does. */
export const readers: Record<keyof typeof secrets, readonly Presser[]> = {
  ticket: ['specialist', 'director', 'admin'],
  note: ['specialist', 'admin'],
  order: ['director'],
  applicant: ['admin'],
  person: ['director', 'admin'],
}

/** The kinds of secrets in these words that this one may not read. */
export function leaked(words: string, presser: Presser): string[] {
  const kinds = Object.keys(secrets) as (keyof typeof secrets)[]
  return kinds.filter((kind) => words.includes(secrets[kind]) && !readers[kind].includes(presser))
}

/** A school in which something secret is open everywhere, and people whom none of it concerns. */
export async function makePressWorld(db: Database): Promise<PressWorld> {
  const desk = createDesk(db)
  const orders = createOrderDesk(db)
  const now = new Date()
  const author = await desk.person('Автор', 'staff')
  const worker = await desk.person('Мастер', 'specialist')
  const chief = await orders.person('Завуч', 'director')
  const doer = await orders.person(secrets.person)
  const ticketOf = (place: string) => desk.file(author, { place, description: `${secrets.ticket} ${place}` })
  const [ticket, newTicket, resolved] = [await ticketOf('а'), await ticketOf('б'), await ticketOf('в')]
  // more than one page of what is looked for
  for (let i = 0; i < 7; i++) await ticketOf(typed)
  const say = (kind: 'comment' | 'note', text: string) => ({ kind, text, source: undefined }) as const
  await desk.change({
    ...{ ticketId: ticket.id, action: 'take', actor: worker, now, changes: { assigneeId: worker.id } },
  })
  const spoken = { ticketId: ticket.id, actor: worker, now } as const
  await desk.change({ ...spoken, action: 'comment', message: say('comment', secrets.ticket) })
  await desk.change({ ...spoken, action: 'note', message: say('note', secrets.note) })
  await desk.resolve(resolved.id, worker, secrets.ticket, now)

  const give = async () => {
    const [task] = await orders.issue(chief, [doer], { text: secrets.order })
    if (task === undefined) throw new Error('no order')
    return task
  }
  const [order, reported, asked] = [await give(), await give(), await give()]
  const said = { actor: doer, now } as const
  await orders.change({
    ...{ ...said, taskId: reported.id, action: 'report', message: { kind: 'report', text: secrets.order } },
  })
  await orders.change({
    ...{ ...said, taskId: asked.id, action: 'ask_to_move', wanted: new Date(now.getTime() + 9 * 86_400_000) },
    message: { kind: 'move_reason', text: secrets.order },
  })
  const { id: moveRequest } = await db.one<{ id: number }>(sql`select id from task_move_request`)
  const { id: request } = await db.one<{ id: number }>(sql`
    insert into access_request (telegram_id, name, username, language, requested_at)
    values (79999, ${secrets.applicant}, null, 'ru', now()) returning id`)
  const { id: invite } = await db.one<{ id: number }>(sql`
    insert into invite (code_hash, role, created_by, expires_at, max_uses)
    values (${randomUUID()}, 'staff', ${author.id}, now() + interval '1 day', 5) returning id`)
  const who = { author: author.telegramId } as Record<Presser, number>
  for (const [i, presser] of pressers.entries()) {
    who[presser] = firstId + i
    if (presser === 'stranger') continue
    const isRole = !['giver', 'blocked', 'left'].includes(presser)
    const role = (isRole ? presser : presser === 'giver' ? 'staff' : 'admin') as Role
    const status = isRole || presser === 'giver' ? 'active' : presser
    await db.run(sql`
      insert into person (telegram_id, name, role, language, status, gives_tasks)
      values (${firstId + i}, ${`Кто ${presser}`}, ${role}, 'ru', ${status}, ${presser === 'giver'})`)
  }
  // a second admin, so that one may lose the role
  await db.run(
    sql`insert into person (telegram_id, name, role, language) values (79998, 'Админ', 'admin', 'ru')`,
  )
  await db.run(sql`delete from outbox`)
  const ids = {
    ...{ ticket: ticket.id, newTicket: newTicket.id, resolvedTicket: resolved.id },
    ...{ order: order.id, reported: reported.id, asked: asked.id, moveRequest, batch: order.batchId },
    ...{ request, invite, category: 2, person: doer.id, receiver: worker.id },
  }
  return { ids, who }
}
