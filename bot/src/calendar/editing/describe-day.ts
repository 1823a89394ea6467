import type { Language } from '../../platform/language.ts'
import { createLocalClock, type LocalDate } from '../../platform/local-date.ts'
import type { Db } from '../../platform/postgres.ts'
import { listSchoolDays, loadCalendar } from '../calendar-store.ts'
import { dayWords } from '../day-words.ts'
import { formatWeekdayDate } from '../format-days.ts'
import { createWorkingTime } from '../working-time.ts'

/** «среда, 4 ноября · выходной, «День народного единства»» */
export async function describeDay(
  db: Db,
  date: LocalDate,
  { timezone, now, language }: { timezone: string; now: Date; language: Language },
): Promise<string> {
  const [special] = await listSchoolDays(db, { from: date, to: date })
  const workingTime = createWorkingTime(await loadCalendar(db, timezone))
  const { year } = createLocalClock(timezone).localTimeOf(now)
  const day = formatWeekdayDate(date, language, year)
  return `${day} · ${dayWords(date, special, workingTime, language)}`
}
