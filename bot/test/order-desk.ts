import { randomUUID } from 'node:crypto'
import sql from 'sql-template-tag'
import { createSchoolTime } from '../src/calendar/school-time.ts'
import { findPersonByTelegramId } from '../src/people/people-store.ts'
import type { Person, Role } from '../src/people/person.ts'
import type { Database } from '../src/platform/postgres.ts'
import { changeTask, type TaskChanged, type TaskCommand } from '../src/tasks/change-task.ts'
import { type FinishedOrder, issueTasks } from '../src/tasks/issue-tasks.ts'
import type { Task } from '../src/tasks/task.ts'
import type { TaskSettings } from '../src/tasks/task-settings.ts'
import { findTask } from '../src/tasks/tasks-store.ts'

/** What a chat is owed: the text of a message, or the kind of a delivery. */
export interface OwedThing {
  kind: string
  text: string
  labels: string[]
  attachments: number
}

/** An order desk without Telegram: people and orders in a database, made by the use cases themselves. */
export interface OrderDesk {
  db: Database
  settings: TaskSettings
  person(
    name: string,
    role?: Role,
    changes?: { language?: 'ru' | 'en'; givesTasks?: boolean },
  ): Promise<Person>
  /** Gives an order to each of the people. */
  issue(
    giver: Person,
    doers: readonly Person[],
    changes?: Partial<FinishedOrder>,
    now?: Date,
  ): Promise<Task[]>
  /** What became of it. */
  try(command: TaskCommand): Promise<TaskChanged>
  /** Fails when the change is refused. */
  change(command: TaskCommand): Promise<Task>
  /** Who does the order becomes its giver, too: as when its giver leaves and nobody else could take his place. */
  makeOwn(taskId: number): Promise<void>
  task(id: number): Promise<Task>
  /** What is owed to a person, oldest first. */
  owedTo(person: Person): Promise<OwedThing[]>
  /** Forgets what is owed so far. */
  forgetOwed(): Promise<void>
}

const dayMs = 24 * 3600 * 1000
let nextTelegramId = 9_000

export function createOrderDesk(db: Database, changes: Partial<TaskSettings> = {}): OrderDesk {
  const settings: TaskSettings = {
    timezone: 'Europe/Moscow',
    schoolTime: createSchoolTime(db, 'Europe/Moscow'),
    remindHoursBefore: [72, 24, 1],
    tellGiverAfterWorkingDays: 1,
    tellDirectorsAfterWorkingDays: 2,
    botUsername: 'school_bot',
    ...changes,
  }
  const desk: OrderDesk = {
    db,
    settings,
    async person(name, role = 'staff', { language = 'ru', givesTasks = false } = {}) {
      const telegramId = nextTelegramId++
      await db.run(sql`
        insert into person (telegram_id, name, role, language, gives_tasks)
        values (${telegramId}, ${name}, ${role}, ${language}, ${givesTasks})`)
      const person = await findPersonByTelegramId(db, telegramId)
      if (person === undefined) throw new Error('the person is not there')
      return person
    },
    issue: (giver, doers, order = {}, now = new Date()) =>
      db.transaction(async (tx) => {
        const whole: FinishedOrder = {
          draftId: randomUUID(),
          responsibleIds: doers.map(({ id }) => id),
          coDoerIds: [],
          text: 'Сдать журнал',
          deadline: new Date(now.getTime() + 3 * dayMs),
          importance: 'normal',
          attachments: [],
          ...order,
        }
        const issued = await issueTasks(tx, giver, whole, now)
        if (issued.kind !== 'issued') throw new Error(`not issued: ${issued.kind}`)
        return issued.tasks
      }),
    try: (command) => db.transaction((tx) => changeTask(tx, settings, command)),
    async change(command) {
      const changed = await desk.try(command)
      if (changed.kind !== 'changed') throw new Error(`${command.action}: ${changed.kind}`)
      return changed.change.after
    },
    async makeOwn(taskId) {
      await db.run(sql`update task set creator_id = responsible_id where id = ${taskId}`)
    },
    async task(id) {
      const task = await findTask(db, id)
      if (task === undefined) throw new Error(`no order ${id}`)
      return task
    },
    async owedTo({ telegramId }) {
      const rows = await db.many<{
        kind: string
        text: string | null
        buttons: unknown
        attachments: number
      }>(sql`
        select kind, payload #>> '{params,text}' as text,
          jsonb_path_query_array(payload, '$.params.reply_markup.inline_keyboard[*][*].text') as buttons,
          coalesce(jsonb_array_length(payload -> 'attachmentIds'), 0) as attachments
        from outbox where chat_id = ${telegramId} order by id`)
      return rows.map(({ kind, text, buttons, attachments }) => ({
        ...{ kind, attachments, text: text ?? '' },
        labels: Array.isArray(buttons) ? buttons.map(String) : [],
      }))
    },
    async forgetOwed() {
      await db.run(sql`delete from outbox`)
    },
  }
  return desk
}
