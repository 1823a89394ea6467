import { z } from 'zod'
import type { SchoolCalendar, WorkingHours } from '../school-calendar.ts'

/** Hours in a button: 480-1080. */
export const hoursField = z.string().regex(/^\d{1,4}-\d{1,4}$/)

const dayMinutes = 24 * 60
const most = 6
/** What schools have. */
const common = ['8:00-17:00', '8:30-17:00', '9:00-18:00', '8:00-14:00', '9:00-14:00', '8:00-20:00'].map(parse)

/** Hours that one might want: those of other weekdays, then what is common. */
export function suggestedHours(week: SchoolCalendar['week']): WorkingHours[] {
  const all = [...week.filter((hours) => hours !== null), ...common]
  const byText = new Map(all.map((hours) => [packHours(hours), hours]))
  return [...byText.values()].slice(0, most).toSorted((a, b) => a.opens - b.opens || a.closes - b.closes)
}

export function packHours({ opens, closes }: WorkingHours): string {
  return `${opens}-${closes}`
}

/** Undefined for what is no day: forged. */
export function unpackHours(packed: string): WorkingHours | undefined {
  const [opens = 0, closes = 0] = packed.split('-').map(Number)
  return closes > opens && closes <= dayMinutes ? { opens, closes } : undefined
}

function parse(text: string): WorkingHours {
  const [opens = 0, closes = 0] = text.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return hour * 60 + minute
  })
  return { opens, closes }
}
