import type { WorkingTime } from '../../calendar/working-time.ts'

/** When people may be reminded. */
export interface SchoolMoments {
  /**
   * The instant itself while the school works. Otherwise the next opening, when that is well before `next`, the time
   * of what comes after it; else the instant, so that no two come together and none is lost.
   */
  openingOr(at: Date, next: Date): Date
  /** So many working days later, while the school works; undefined when that never comes. */
  afterWorkingDays(from: Date, days: number): Date | undefined
  /** Whether what was to be said at an instant is said now: in time at any hour, late only while the school works. */
  isTimeFor(at: Date, now: Date): boolean
}

const inTimeMs = 10 * 60_000
const wellBeforeMs = 2 * 3_600_000

export function createSchoolMoments(time: WorkingTime): SchoolMoments {
  /** The closing belongs to the day: by default, that is when orders are due. */
  const isOpen = (at: Date) => time.isWorking(at) || time.isWorking(new Date(at.getTime() - 1))
  const nextOpening = (after: Date) => unlessNever(() => time.nextOpening(after))

  let isNever = false
  /** An admin may have emptied the week: then the long search for an opening is made once and not for each order. */
  function unlessNever(find: () => Date): Date | undefined {
    if (isNever) return undefined
    try {
      return find()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      isNever = true
      return undefined
    }
  }

  return {
    openingOr(at, next) {
      const opening = isOpen(at) ? undefined : nextOpening(at)
      return opening && next.getTime() - opening.getTime() >= wellBeforeMs ? opening : at
    },
    afterWorkingDays(from, days) {
      const at = unlessNever(() => time.addWorkingDays(from, days))
      return at === undefined || isOpen(at) ? at : nextOpening(at)
    },
    isTimeFor(at, now) {
      return at <= now && (now.getTime() - at.getTime() <= inTimeMs || time.isWorking(now))
    },
  }
}
