/** The day, the ISO week (2026-W49) and the month of a moment in a zone. Each kind sorts as time goes. */
export interface Place {
  day: string
  week: string
  month: string
}

/** Clocks that are put forward or back change nothing: a day is what the calendar on the wall says. */
export function calendarOf(timezone: string): (at: Date) => Place {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: timezone, calendar: 'iso8601', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  })
  return (at) => {
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const [year = '', month = '', day = ''] = [part.get('year'), part.get('month'), part.get('day')]
    return {
      day: `${year}-${month}-${day}`,
      week: isoWeek(Number(year), Number(month), Number(day)),
      month: `${year}-${month}`,
    }
  }
}

/** A week belongs to the year of its Thursday. */
function isoWeek(year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month - 1, day))
  const weekday = date.getUTCDay() || 7
  date.setUTCDate(day + 4 - weekday)
  const begin = Date.UTC(date.getUTCFullYear(), 0, 1)
  const number = Math.floor((date.getTime() - begin) / 86_400_000 / 7) + 1
  return `${date.getUTCFullYear()}-W${String(number).padStart(2, '0')}`
}
