/** When the school works in a usual week, from Monday to Sunday, in minutes since midnight; null: a day off. */
export type WeekHours = readonly ({ opens: number; closes: number } | null)[]

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const shape = 'must look like 08:00-18:00, or mon-fri 08:00-18:00, sat 09:00-14:00'

/** What is wrong with hours, as `parseSchoolHours` says it. */
export function schoolHoursFault(text: string): string | undefined {
  const parsed = parseSchoolHours(text)
  return 'fault' in parsed ? parsed.fault : undefined
}

/** Of hours without a fault. */
export function weekOf(text: string): WeekHours {
  const parsed = parseSchoolHours(text)
  if ('fault' in parsed) throw new Error(parsed.fault)
  return parsed.week
}

/**
 * Reads `08:00-18:00`, which means Monday to Friday, or hours for days: `mon-fri 08:00-18:00, sat 09:00-14:00`. Days
 * that are not named are off. What is wrong with it comes back as the end of a sentence, without the value.
 */
function parseSchoolHours(text: string): { week: WeekHours } | { fault: string } {
  const groups = text
    .toLowerCase()
    .trim()
    .split(/\s*,\s*/)
  const week: ({ opens: number; closes: number } | null)[] = dayNames.map(() => null)
  for (const group of groups) {
    const words = group.split(/\s+/)
    if (words.length > 2 || (words.length < 2 && groups.length > 1)) return { fault: shape }
    const hours = hoursOf(words.at(-1) ?? '')
    if ('fault' in hours) return hours
    const days = daysOf(words.length === 2 ? (words[0] ?? '') : 'mon-fri')
    if ('fault' in days) return days
    for (let day = days.first; day <= days.last; day += 1) {
      if (week[day] !== null) return { fault: `names ${dayNames[day]} twice` }
      week[day] = hours
    }
  }
  return { week }
}

function daysOf(text: string): { first: number; last: number } | { fault: string } {
  const [first, last, ...rest] = text.split('-').map((name) => dayNames.indexOf(name))
  if (first === undefined || rest.length > 0) return { fault: shape }
  const days = { first, last: last ?? first }
  if (days.first < 0 || days.last < 0)
    return { fault: `has an unknown day: the days are ${dayNames.join(', ')}` }
  return days.first <= days.last ? days : { fault: 'has days in the wrong order: the week begins with mon' }
}

function hoursOf(text: string): { opens: number; closes: number } | { fault: string } {
  const parts = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text)
  if (parts === null) return { fault: shape }
  const [, openHour = 0, openMinute = 0, closeHour = 0, closeMinute = 0] = parts.map(Number)
  const opens = openHour * 60 + openMinute
  const closes = closeHour * 60 + closeMinute
  const isTime = openHour < 24 && openMinute < 60 && closeMinute < 60 && closes <= 24 * 60
  if (!isTime) return { fault: 'has a time that no clock shows' }
  return closes > opens ? { opens, closes } : { fault: 'must close after it opens' }
}
