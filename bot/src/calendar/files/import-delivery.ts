import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import { TransientFault } from '../../platform/fault.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import { ApiError } from '../../telegram/api-error.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import type { DownloadFile } from '../../telegram/download-file.ts'
import { splitHtml, textParams } from '../../telegram/html.ts'
import { replyMarkup } from '../../telegram/keyboard.ts'
import type { DayFileDeps } from './day-file-delivery.ts'
import { importFaultTexts } from './import-fault-texts.ts'
import { maxFileBytes } from './import-limits.ts'
import { importTexts } from './import-texts.ts'
import { waitingKeyboard } from './import-view.ts'
import { judgeDayFile, type Verdict } from './judge-day-file.ts'
import { dayImportPayload, type OwedDayImport } from './owed-day-files.ts'

export interface ImportDeliveryDeps extends DayFileDeps {
  download: DownloadFile
}

/** Everything else that the person is owed waits behind the file. */
const maxDownloads = 4

/** Delivery of `calendar-import`: fetches the file, reads it, and says what is wrong in it or asks whether to take it. */
export function importDelivery(deps: ImportDeliveryDeps): Delivery {
  const { db, timezone, now } = deps
  return async ({ chatId, payload, attempts }, signal) => {
    const owed = dayImportPayload.parse(payload)
    const person = await findPerson(db, owed.personId)
    if (person === undefined || !may(person, 'manage_calendar')) return
    const bytes = await fetchFile(deps, owed, { attempts, signal })
    const verdict =
      typeof bytes === 'string'
        ? { text: importTexts[owed.language][bytes] }
        : await judgeDayFile(db, { timezone, now: now() }, owed, bytes)
    await send(deps, chatId, owed, verdict)
  }
}

async function fetchFile(
  { download }: ImportDeliveryDeps,
  { fileId }: OwedDayImport,
  { attempts, signal }: { attempts: number; signal: AbortSignal },
): Promise<Buffer | 'tooLarge' | 'unreachable'> {
  try {
    const downloaded = await download(fileId, { maxBytes: maxFileBytes, signal })
    return downloaded.kind === 'file' ? downloaded.bytes : 'tooLarge'
  } catch (error) {
    if (signal.aborted) throw new TransientFault('stopping', error)
    if (!(error instanceof ApiError)) throw error
    const isLast = attempts + 1 >= maxDownloads && (error.kind === 'network' || error.kind === 'server')
    if (error.kind === 'refused' || isLast) return 'unreachable'
    throw error
  }
}

async function send(
  { api, timezone, now }: ImportDeliveryDeps,
  chatId: number,
  { fileName, language }: OwedDayImport,
  { text, keyboard, faults }: Verdict,
): Promise<void> {
  const today = createLocalClock(timezone).localTimeOf(now())
  const markup = { reply_markup: replyMarkup(keyboard ?? waitingKeyboard(today, language)) }
  const pieces = splitHtml(text)
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1
    await api.call('sendMessage', { chat_id: chatId, ...textParams(piece), ...(isLast ? markup : {}) })
  }
  if (faults === undefined) return
  const { allInFile, listName } = importFaultTexts[language]
  const source = Buffer.from(`\uFEFF${[`${allInFile} ${fileName}:`, ...faults].join('\r\n')}\r\n`)
  await api.call('sendDocument', { chat_id: chatId, document: { source, filename: `${listName}.txt` } })
}
