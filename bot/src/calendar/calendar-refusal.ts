import type { RangeFault } from './typed-days.ts'

/** Why the calendar was not changed. */
export type CalendarRefusal =
  /** Only admins change it. */
  | { kind: 'not_allowed' }
  /** No weekday would be left on which the school works. */
  | { kind: 'empty_week' }
  /** The school would not work for a whole year. */
  | { kind: 'never_open' }
  | RangeFault
