import sql from 'sql-template-tag'
import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { labels, says } from './chat.ts'
import type { School } from './school.ts'

/** A Wednesday at noon in the school's time. */
export const now = () => new Date('2026-11-18T12:00:00+03:00')

/** A test of a message: whether it shows this month as a calendar. */
export function showsMonth(name: string): (message: Message) => boolean {
  return (message) => says(`🗓 ${name}`)(message) && labels(message).some((label) => /^\d+/.test(label))
}

/** Opens the calendar and turns to a month. */
export async function openMonth(person: PersonDriver, name: string): Promise<Message> {
  await person.send('/calendar')
  let shown = await person.waitFor(
    (message) => message.text?.startsWith('🗓 ') === true && labels(message).length > 20,
  )
  while (!showsMonth(name)(shown)) {
    const before = shown.revision
    await person.press('▶️', { messageId: shown.messageId })
    shown = await person.waitFor(
      (message) => message.revision > before && message.text?.startsWith('🗓 ') === true,
    )
  }
  return shown
}

/** Special days between two dates as lines: «2026-12-24 holiday Название 08:00-14:00». */
export async function specialDays(school: Pick<School, 'db'>, from: string, to: string): Promise<string[]> {
  const rows = await school.db.many<{ line: string }>(sql`
    select concat_ws(' ', day, kind, name, to_char(opens, 'HH24:MI') || '-' || to_char(closes, 'HH24:MI')) as line
    from school_day where day between ${from} and ${to} order by day`)
  return rows.map(({ line }) => line)
}

/** When SQL has the school open on a day, in its own time; null on days off. */
export async function openOn(school: Pick<School, 'db'>, day: string): Promise<string | null> {
  const { hours } = await school.db.one<{ hours: string | null }>(sql`
    select case when opens < closes then to_char(opens at time zone 'Europe/Moscow', 'HH24:MI') || '-' ||
      to_char(closes at time zone 'Europe/Moscow', 'HH24:MI') end as hours
    from working_day where day = ${day}`)
  return hours
}

/** What was noted of changes of the calendar, the oldest first. */
export async function calendarAudit(
  school: Pick<School, 'db'>,
): Promise<{ action: string; details: object }[]> {
  return school.db.many(sql`
    select action, details from audit_event where subject_kind = 'calendar' order by id`)
}
