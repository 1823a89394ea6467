import type { WorkingHours } from './school-calendar.ts'

export type TypedHours =
  | { kind: 'hours'; hours: WorkingHours }
  | { kind: 'unreadable' }
  | { kind: 'no_such_time' }
  | { kind: 'wrong_order' }

const time = '(\\d{1,2})(?:[:.](\\d{2}))?'
const pattern = new RegExp(`^(?:(?:с|from)\\s+)?${time}\\s*(?:[-–—]|до|to|until)\\s*${time}$`, 'u')
const dayMinutes = 24 * 60

/** Reads «8:00-17:30», «8-17», «с 8 до 17.30». */
export function typedHours(text: string): TypedHours {
  const parts = pattern.exec(text.trim().toLowerCase())
  if (parts === null) return { kind: 'unreadable' }
  const [, openHour, openMinute = '0', closeHour, closeMinute = '0'] = parts
  const opens = minutesOf(Number(openHour), Number(openMinute))
  const closes = minutesOf(Number(closeHour), Number(closeMinute))
  if (opens === undefined || closes === undefined) return { kind: 'no_such_time' }
  return closes > opens ? { kind: 'hours', hours: { opens, closes } } : { kind: 'wrong_order' }
}

/** Since midnight; 24:00 is the end of the day. */
function minutesOf(hour: number, minute: number): number | undefined {
  const minutes = hour * 60 + minute
  return minute < 60 && minutes <= dayMinutes ? minutes : undefined
}
