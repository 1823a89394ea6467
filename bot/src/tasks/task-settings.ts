import type { SchoolTime } from '../calendar/school-time.ts'

/** What orders need to know of the school. */
export interface TaskSettings {
  timezone: string
  /** The school calendar as it stands: ask it when it is needed, keep nothing of it. */
  schoolTime: SchoolTime
  /** Before the deadline, in hours, when the doer is reminded: 72, 24, 1. */
  remindHoursBefore: readonly number[]
  /** Working days after the deadline until the giver learns that the order is late; then until the directors do. */
  tellGiverAfterWorkingDays: number
  tellDirectorsAfterWorkingDays: number
  /** The bot's name, for links that open an order in private. */
  botUsername: string
}
