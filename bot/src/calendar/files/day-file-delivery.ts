import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { listSchoolDays } from '../calendar-store.ts'
import { schoolYearOf } from '../day-range.ts'
import { dayFileTexts } from './day-file-texts.ts'
import { dayFilePayload, type OwedDayFile } from './owed-day-files.ts'
import { writeDays, writeExample } from './write-day-file.ts'

export interface DayFileDeps {
  db: Db
  api: Api
  timezone: string
  now: () => Date
}

interface DayFileToSend {
  source: Buffer
  filename: string
  caption: string
}

/** Delivery of `calendar-file`: makes the file as the calendar stands now. */
export function dayFileDelivery(deps: DayFileDeps): Delivery {
  return async ({ chatId, payload }) => {
    const owed = dayFilePayload.parse(payload)
    const person = await findPerson(deps.db, owed.personId)
    if (person === undefined || !may(person, 'manage_calendar')) return
    const { source, filename, caption } = await makeFile(deps, owed)
    await deps.api.call('sendDocument', { chat_id: chatId, document: { source, filename }, caption })
  }
}

async function makeFile(
  { db, timezone, now }: DayFileDeps,
  { what, language }: OwedDayFile,
): Promise<DayFileToSend> {
  const texts = dayFileTexts[language]
  switch (what.kind) {
    case 'example': {
      const today = createLocalClock(timezone).localTimeOf(now())
      return {
        source: writeExample(today, language),
        filename: texts.exampleName,
        caption: texts.exampleCaption,
      }
    }
    case 'school_year': {
      const range = schoolYearOf({ year: what.year, month: 9 })
      const name = `${range.from.year}-${range.to.year}`
      return {
        source: writeDays(await listSchoolDays(db, range), language),
        filename: texts.exportName(name),
        caption: texts.exportCaption(`${range.from.year}/${range.to.year}`),
      }
    }
    default:
      return what satisfies never
  }
}
