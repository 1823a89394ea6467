import { findPerson } from '../../people/people-store.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { type MadeFile, makeCsv, makeXlsx } from '../../tickets/export/make-file.ts'
import { sendFile } from '../../tickets/export/send-file.ts'
import { findPeriod, setKpiMoment } from '../kpi-periods-store.ts'
import { maySeeFigures, unpackSubject } from '../kpi-subject.ts'
import { kpiColumnTexts } from './kpi-column-texts.ts'
import { kpiExportPayload } from './kpi-export-order.ts'
import { kpiTable, type ReadAtMoment } from './kpi-tables.ts'
import { noteKpiExport } from './note-kpi-export.ts'
import { dayOf } from './summary-columns.ts'

export interface KpiExportDeps {
  db: Database
  api: Api
  timezone: string
  now: () => Date
}

/** Delivery of `kpi-export`: makes the file and sends it to who may still see these figures. */
export function kpiExportDelivery({ db, api, timezone, now }: KpiExportDeps): Delivery {
  return async (entry, signal) => {
    const owed = kpiExportPayload.parse(entry.payload)
    const { language, format, tables } = owed
    const person = await findPerson(db, owed.personId)
    const subject = unpackSubject(owed.subject)
    if (person === undefined || subject === undefined || !maySeeFigures(person, subject)) return

    const read: ReadAtMoment = (work) =>
      db.transaction(async (tx) => {
        await setKpiMoment(tx, new Date(owed.at))
        return work(tx)
      })
    const period = await read((tx) => findPeriod(tx, owed.kind, owed.day, timezone))
    const made = tables.map((name) =>
      kpiTable(name, { read, subject, period, language, clock: createLocalClock(timezone) }),
    )
    const texts = kpiColumnTexts[language]
    const [first] = made
    const name = format === 'csv' && first ? first.name : texts.allTables
    const [from, to] = [dayOf(period.firstDay), dayOf(period.lastDay)]
    async function makeFile(): Promise<MadeFile> {
      if (format === 'xlsx') return makeXlsx(made, language, signal)
      return first ? makeCsv(first, language, signal) : { kind: 'too_large' }
    }
    const noted = { personId: person.id, entryId: entry.id, subject: owed.subject, format, from, to }
    const file = {
      async make() {
        const file = await makeFile()
        if (file.kind === 'file') {
          const { rows } = file
          await db.transaction((tx) => noteKpiExport(tx, { ...noted, rows }, now()))
        }
        return file
      },
      fileName: `${texts.fileName(name, from, to)}.${format}`,
      caption: () => texts.caption(name, from, to),
      tooLarge: texts.tooLarge(name),
      failed: texts.failed,
    }
    await sendFile(api, entry, file, signal)
  }
}
