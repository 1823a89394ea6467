import sql from 'sql-template-tag'
import { saveSchoolDays } from '../src/calendar/calendar-store.ts'
import { rebuildCalendar } from '../src/calendar/rebuild-calendar.ts'
import type { SchoolDay } from '../src/calendar/school-day.ts'
import type { Person, Role } from '../src/people/person.ts'
import { personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import type { School } from './school.ts'
import { startTimeTravel } from './time-travel.ts'

export interface TwoWeeks {
  /** By minute: who got which reminder or escalation, by its first line. */
  told: Record<string, string[]>
  /** By order: the steps that were taken, in their order. */
  steps: Record<number, string[]>
}

/** Plays what `task-reminders.test.ts` tells, with a close look at the stops. */
export async function playTwoWeeks(stops: readonly string[]): Promise<TwoWeeks> {
  const told: Record<string, string[]> = {}
  const names = new Map<number, string>()
  let lastCall = 0
  await using travel = await startTimeTravel({
    from: moscow('26.10 08:00'),
    job: 'remind_tasks',
    stops: stops.map(moscow),
    async onRun(now, { sandbox }) {
      const calls = await sandbox.calls({ method: 'sendMessage', since: lastCall })
      lastCall = calls.at(-1)?.id ?? lastCall
      for (const { params, chatId = 0 } of calls) {
        const [, headline] = /^[🔔🔴] <b>(.*)<\/b>/u.exec(String(params['text'])) ?? []
        if (headline === undefined) continue
        const lines = (told[momentOf(now)] ??= [])
        lines.push(`${names.get(chatId)}: ${headline}`)
        lines.sort()
      }
    },
  })
  const { school } = travel
  await setVacations(school)
  await travel.start(1)
  const desk = createOrderDesk(school.db)
  const somebody = async (name: string, role: Role = 'staff', language: 'ru' | 'en' = 'ru') => {
    const driver = await school.person(name, role, { language })
    names.set(driver.id, name)
    return personOf(school, driver)
  }
  const [olga, anna, boris] = [
    await somebody('Ольга', 'director'),
    await somebody('Анна'),
    await somebody('Борис'),
  ]
  await somebody('Igor', 'director', 'en')
  const maria = { ...(await somebody('Мария')), givesTasks: true }
  await school.db.run(sql`update person set gives_tasks = true where id = ${maria.id}`)

  const until = (moment: string) => travel.to(moscow(moment))
  const give = (giver: Person, doer: Person, deadline: string) =>
    desk.issue(giver, [doer], { deadline: moscow(deadline) }, travel.now())
  const report = (taskId: number, actor: Person) => act(taskId, 'report', actor, 'report')
  const act = (
    taskId: number,
    action: 'report' | 'return' | 'accept' | 'cancel',
    actor: Person,
    kind?: 'report' | 'return_reason',
  ) => {
    const message = kind && { message: { kind, text: 'Готово' } }
    return desk.change({ taskId, action, actor, now: travel.now(), ...message })
  }

  await until('26.10 08:30')
  await give(maria, boris, '29.10 16:00')
  await until('26.10 09:00')
  await give(maria, anna, '30.10 18:00')
  await until('26.10 10:00')
  await give(olga, anna, '28.10 12:00')
  await until('26.10 12:00')
  await give(olga, anna, '10.11 15:00')

  await until('26.10 15:00')
  await travel.stop(0, 1)
  await until('28.10 10:00')
  await give(olga, boris, '09.11 09:00')
  await until('29.10 15:20')
  await travel.start(0, 1)

  await until('30.10 13:00')
  await act(3, 'cancel', olga)
  await until('30.10 16:30')
  await report(1, boris)
  // one after the other is started anew while a reminder is due
  await until('30.10 16:59')
  await travel.stop(0)
  await until('30.10 17:00')
  await travel.start(0)
  await travel.stop(1)
  await until('30.10 17:01')
  await travel.start(1)

  await until('06.11 20:00')
  await travel.stop(0, 1)
  await until('09.11 11:00')
  await travel.start(0, 1)
  await until('09.11 12:00')
  await give(maria, boris, '11.11 17:00')

  await until('10.11 10:00')
  await report(4, anna)
  await until('10.11 12:00')
  await report(2, anna)
  await until('10.11 16:00')
  await act(4, 'return', olga, 'return_reason')
  await until('10.11 16:30')
  await travel.stop(0, 1)
  await until('10.11 23:00')
  await travel.start(0, 1)

  await until('11.11 12:00')
  const wanted = moscow('13.11 15:00')
  const reason = { kind: 'move_reason' as const, text: 'Болею' }
  const asked = { taskId: 5, action: 'ask_to_move', actor: boris, wanted, message: reason } as const
  await desk.change({ ...asked, now: travel.now() })
  await until('11.11 12:10')
  await desk.change({ taskId: 5, action: 'grant_move', actor: olga, now: travel.now() })
  await until('12.11 10:00')
  const deadline = moscow('13.11 12:00')
  await desk.change({ taskId: 6, action: 'move', actor: maria, now: travel.now(), changes: { deadline } })
  await until('12.11 16:00')
  await report(4, anna)
  await until('12.11 16:30')
  await act(4, 'accept', olga)
  await until('13.11 12:30')
  await report(6, boris)
  await until('13.11 20:00')

  const rows = await school.db.many<{ id: number; steps: string[] }>(sql`
    select task_id as id, array_agg(step order by at, step in ('late_giver', 'late_directors'), step desc) as steps
    from task_reminder group by task_id`)
  return { told, steps: Object.fromEntries(rows.map(({ id, steps }) => [id, steps])) }
}

/** «26.10 15:00» in Moscow, in 2026. */
function moscow(text: string): Date {
  const [, day, month, time] = /^(\d\d)\.(\d\d) (\d\d:\d\d)$/.exec(text) ?? []
  return new Date(`2026-${month}-${day}T${time}+03:00`)
}

function momentOf(at: Date): string {
  const [, month, day, time] =
    /^\d+-(\d+)-(\d+)T(\d+:\d+)/.exec(new Date(at.getTime() + 3 * 3_600_000).toISOString()) ?? []
  return `${day}.${month} ${time}`
}

async function setVacations({ db }: School): Promise<void> {
  const days = [2, 3, 4, 5, 6].map((day): SchoolDay => {
    const date = { year: 2026, month: 11, day }
    const source = null
    if (day !== 3) return { date, kind: 'vacation', hours: null, name: 'Осенние каникулы', source }
    return { date, kind: 'working', hours: { opens: 600, closes: 840 }, name: 'День открытых дверей', source }
  })
  await db.transaction(async (tx) => {
    await saveSchoolDays(tx, days)
    await rebuildCalendar(tx, 'Europe/Moscow')
  })
}
