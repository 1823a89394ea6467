import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import { TransientFault } from '../../platform/fault.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Api } from '../../telegram/api.ts'
import { ApiError } from '../../telegram/api-error.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import type { DownloadFile } from '../../telegram/download-file.ts'
import { type Html, html, joinHtml, splitHtml, textParams } from '../../telegram/html.ts'
import { type Keyboard, replyMarkup } from '../../telegram/keyboard.ts'
import { calendarTexts } from '../calendar-texts.ts'
import { planChanges } from '../plan-changes.ts'
import { findFingerprint } from '../working-days-store.ts'
import type { DayFileDeps } from './day-file-delivery.ts'
import type { FaultyRow } from './day-file-fault.ts'
import { keepImport } from './day-imports-store.ts'
import { faultyRowWords, fileFaultWords } from './fault-words.ts'
import { importFaultTexts } from './import-fault-texts.ts'
import { maxFileBytes } from './import-limits.ts'
import { importTexts } from './import-texts.ts'
import { importQuestion } from './import-view.ts'
import { dayImportPayload, type OwedDayImport } from './owed-day-files.ts'
import { readDayFile } from './read-day-file.ts'

export interface ImportDeliveryDeps extends DayFileDeps {
  download: DownloadFile
}

/** What is said of a file, and the list of its faults when it is too long for a message. */
interface Verdict {
  text: Html
  keyboard?: Keyboard
  faults?: string[]
}

/** Everything else that the person is owed waits behind the file. */
const maxDownloads = 4
/** More faulty rows than these come as a file. */
const maxFaultsShown = 20

/** Delivery of `calendar-import`: fetches the file, reads it, and says what is wrong in it or asks whether to take it. */
export function importDelivery(deps: ImportDeliveryDeps): Delivery {
  return async ({ chatId, payload, attempts }, signal) => {
    const owed = dayImportPayload.parse(payload)
    const person = await findPerson(deps.db, owed.personId)
    if (person === undefined || !may(person, 'manage_calendar')) return
    const bytes = await fetchFile(deps, owed, { attempts, signal })
    const texts = importTexts[owed.language]
    if (bytes === undefined) return send(deps.api, chatId, owed, { text: texts.unreachable })
    const verdict = bytes === 'too_large' ? { text: texts.tooLarge } : await judge(deps, owed, bytes)
    await send(deps.api, chatId, owed, verdict)
  }
}

/** Undefined: it cannot be had. */
async function fetchFile(
  { download }: ImportDeliveryDeps,
  { fileId }: OwedDayImport,
  { attempts, signal }: { attempts: number; signal: AbortSignal },
): Promise<Buffer | 'too_large' | undefined> {
  try {
    const downloaded = await download(fileId, { maxBytes: maxFileBytes, signal })
    return downloaded.kind === 'file' ? downloaded.bytes : downloaded.kind
  } catch (error) {
    if (signal.aborted) throw new TransientFault('stopping', error)
    const isLast = attempts + 1 >= maxDownloads
    if (error instanceof ApiError && (error.kind === 'refused' || (isLast && isFileFault(error))))
      return undefined
    throw error
  }
}

function isFileFault({ kind }: ApiError): boolean {
  return kind === 'network' || kind === 'server'
}

async function judge(
  { db, timezone, now }: ImportDeliveryDeps,
  { personId, importId, fileName, language }: OwedDayImport,
  bytes: Buffer,
): Promise<Verdict> {
  const texts = calendarTexts[language]
  const file = readDayFile(bytes, texts.usualNames)
  if (file.kind === 'faulty_file') return { text: fileFaultWords(file.fault, language) }
  if (file.kind === 'faulty_rows') return faultyRows(file.rows, fileName, language)
  const { changes } = file
  const at = now()
  // before the plan: what is changed in between is noticed when the answer comes
  const seen = await findFingerprint(db)
  const planned = await planChanges(db, { timezone, now: at }, changes, fileName)
  if (planned.kind !== 'planned') return { text: html`⚠️ ${texts.refusals[planned.kind]}` }
  const today = createLocalClock(timezone).localTimeOf(at)
  const question = importQuestion(planned.plan, { importId, fileName, today, language })
  if (question === undefined) return { text: importTexts[language].nothingNew(fileName) }
  await keepImport(db, { personId, importId, fileName, changes, seen })
  return question
}

function faultyRows(
  rows: readonly FaultyRow[],
  fileName: string,
  language: OwedDayImport['language'],
): Verdict {
  const texts = importFaultTexts[language]
  const lines = rows.map((row) => faultyRowWords(row, language))
  const shown = lines.slice(0, maxFaultsShown).map((line) => html`${line}`)
  const text = joinHtml([texts.faulty(fileName, rows.length), joinHtml(shown), texts.again], '\n\n')
  return lines.length > shown.length ? { text, faults: lines } : { text }
}

async function send(
  api: Api,
  chatId: number,
  { fileName, language }: OwedDayImport,
  { text, keyboard, faults }: Verdict,
): Promise<void> {
  const pieces = splitHtml(text)
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1
    await api.call('sendMessage', {
      chat_id: chatId,
      ...textParams(piece),
      ...(keyboard && isLast ? { reply_markup: replyMarkup(keyboard) } : {}),
    })
  }
  if (faults === undefined) return
  const { allInFile, listName } = importFaultTexts[language]
  const source = Buffer.from(`\uFEFF${[`${allInFile} ${fileName}:`, ...faults].join('\r\n')}\r\n`)
  await api.call('sendDocument', { chat_id: chatId, document: { source, filename: `${listName}.txt` } })
}
