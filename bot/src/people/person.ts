import type { Language } from '../platform/language.ts'

export const roles = ['staff', 'specialist', 'director', 'admin'] as const
export type Role = (typeof roles)[number]

/** Somebody who was let in. `blocked` and `left` people keep their history and get nothing new. */
export interface Person {
  id: number
  /** Also the id of the private chat with the person. */
  telegramId: number
  /** As the person wants to be called. */
  name: string
  role: Role
  language: Language
  status: 'active' | 'blocked' | 'left'
  /** Since when Telegram does not let us write to the person. */
  unreachableSince: Date | null
  /** The director lets this person give orders too. */
  givesTasks: boolean
}

/** What a role allows. Rights on one ticket depend on the person too: `tickets/ticket.ts`; on one order: `tasks/task.ts`. */
const rights = {
  file_ticket: ['staff', 'specialist', 'director', 'admin'],
  file_on_behalf: ['staff', 'specialist', 'director', 'admin'],
  work_on_tickets: ['specialist', 'admin'],
  see_all_tickets: ['specialist', 'director', 'admin'],
  export_tickets: ['specialist', 'director', 'admin'],
  manage_people: ['admin'],
  manage_categories: ['admin'],
  manage_ticket_targets: ['admin'],
  manage_calendar: ['admin'],
  // what runs and what fires; muting alerts
  manage_monitoring: ['admin'],
  read_history: ['admin'],
  oversee_tasks: ['director'],
  // of everybody; one's own anybody may see
  see_kpi: ['director'],
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof rights

export function may(person: Pick<Person, 'role' | 'status'>, right: Right): boolean {
  return person.status === 'active' && roleMay(right)(person)
}

/** Who may give orders: directors, and whom a director has allowed to. */
export function mayGiveTasks(person: Pick<Person, 'role' | 'status' | 'givesTasks'>): boolean {
  return person.status === 'active' && isGiver(person)
}

/** Whether a role allows something: tells the menu whom to offer a command. */
export function roleMay(right: Right): (reader: { role: string }) => boolean {
  const allowed: readonly string[] = rights[right]
  return ({ role }) => allowed.includes(role)
}

/** Whether the menu offers somebody what is for those who give orders. */
export function isGiver(reader: { role: string; givesTasks: boolean }): boolean {
  return roleMay('oversee_tasks')(reader) || reader.givesTasks
}
