import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import { formatLocalDate } from '../../platform/format-date.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { exportPayload } from './export-order.ts'
import { exportTexts } from './export-texts.ts'
import { makeExport } from './make-export.ts'
import { sendFile } from './send-file.ts'

export interface ExportDeliveryDeps {
  db: Db
  api: Api
  timezone: string
}

/** Delivery of `ticket-export`: makes the file as the tickets stand now, and sends it to who may still have it. */
export function exportDelivery({ db, api, timezone }: ExportDeliveryDeps): Delivery {
  return async (entry, signal) => {
    const { personId, ...order } = exportPayload.parse(entry.payload)
    const person = await findPerson(db, personId)
    if (person === undefined || !may(person, 'export_tickets')) return
    const texts = exportTexts[order.language]
    const [from, to] = [formatLocalDate(order.period.from), formatLocalDate(order.period.to)]
    const file = {
      make: () => makeExport({ db, timezone, signal }, order),
      fileName: `${texts.fileName(from, to)}.${order.format}`,
      caption: (tickets: number) => texts.caption(from, to, tickets),
      tooLarge: texts.tooLarge(from, to),
      failed: texts.failed,
    }
    await sendFile(api, entry, file, signal)
  }
}
