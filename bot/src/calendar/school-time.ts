import type { Db } from '../platform/postgres.ts'
import { fingerprintOf } from './calendar-fingerprint.ts'
import { loadCalendar } from './calendar-store.ts'
import { findFingerprint } from './working-days-store.ts'
import { createWorkingTime, type WorkingTime } from './working-time.ts'

/** The school calendar as it stands. */
export interface SchoolTime {
  /** Working time by the calendar of this moment; read again only after it was changed. */
  read(db?: Db): Promise<WorkingTime>
}

export function createSchoolTime(db: Db, timeZone: string): SchoolTime {
  let known: { fingerprint: string; workingTime: WorkingTime } | undefined
  return {
    async read(at = db) {
      const fingerprint = await findFingerprint(at)
      if (known?.fingerprint === fingerprint) return known.workingTime
      const calendar = await loadCalendar(at, timeZone)
      const workingTime = createWorkingTime(calendar)
      // a calendar in the middle of a change is not kept: its transaction may fail
      if (fingerprintOf(calendar) === fingerprint) known = { fingerprint, workingTime }
      return workingTime
    },
  }
}
