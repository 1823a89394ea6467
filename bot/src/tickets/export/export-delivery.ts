import { Readable } from 'node:stream'
import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import { TransientFault } from '../../platform/fault.ts'
import { formatLocalDate } from '../../platform/format-date.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import { ApiError } from '../../telegram/api-error.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { type Html, textParams } from '../../telegram/html.ts'
import { exportPayload, type OwedExport } from './export-order.ts'
import { exportTexts } from './export-texts.ts'
import { makeExport } from './make-export.ts'

export interface ExportDeliveryDeps {
  db: Db
  api: Api
  timezone: string
}

/** 50 MB over a slow line. */
const uploadTimeoutMs = 180_000
/** Everything else that the person is owed waits behind the file. */
const maxUploads = 4

/** Delivery of `ticket-export`: makes the file as the tickets stand now, and sends it to who may still have it. */
export function exportDelivery(deps: ExportDeliveryDeps): Delivery {
  return async ({ chatId, payload, attempts }, signal) => {
    const owed = exportPayload.parse(payload)
    const person = await findPerson(deps.db, owed.personId)
    if (person === undefined || !may(person, 'export_tickets')) return
    const say = (text: Html) => deps.api.call('sendMessage', { chat_id: chatId, ...textParams(text) })
    const texts = exportTexts[owed.language]
    try {
      const tooLarge = await sendExport(deps, chatId, owed, signal)
      if (tooLarge)
        await say(texts.tooLarge(formatLocalDate(owed.period.from), formatLocalDate(owed.period.to)))
    } catch (error) {
      if (signal.aborted) throw new TransientFault('stopping', error)
      if (error instanceof TransientFault) throw error
      const isLast = error instanceof ApiError && isUploadFault(error) && attempts + 1 >= maxUploads
      if (error instanceof ApiError && error.kind !== 'refused' && !isLast) throw error
      // the entry goes off the queue and the error to its report: the person must not wait for a file in vain
      await say(texts.failed)
      throw isLast ? new Error('the upload of an export failed again and again', { cause: error }) : error
    }
  }
}

function isUploadFault({ kind }: ApiError): boolean {
  return kind === 'network' || kind === 'server'
}

/** True when the file would be too large. */
async function sendExport(
  { db, api, timezone }: ExportDeliveryDeps,
  chatId: number,
  { period, format, language }: OwedExport,
  signal: AbortSignal,
): Promise<boolean> {
  const made = await makeExport({ db, timezone, signal }, { period, format, language })
  if (made.kind === 'too_large') return true
  const texts = exportTexts[language]
  const [from, to] = [formatLocalDate(period.from), formatLocalDate(period.to)]
  const document = { source: Readable.from(made.content), filename: `${texts.fileName(from, to)}.${format}` }
  await api.call(
    'sendDocument',
    { chat_id: chatId, document, caption: texts.caption(from, to, made.tickets).html, parse_mode: 'HTML' },
    { timeoutMs: uploadTimeoutMs, signal },
  )
  return false
}
