import type { Language } from '../../platform/language.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Db } from '../../platform/postgres.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import type { Keyboard } from '../../telegram/keyboard.ts'
import { calendarTexts } from '../calendar-texts.ts'
import { planChanges } from '../plan-changes.ts'
import { findFingerprint } from '../working-days-store.ts'
import type { FaultyRow } from './day-file-fault.ts'
import { keepImport } from './day-imports-store.ts'
import { faultyRowWords, fileFaultWords } from './fault-words.ts'
import { importFaultTexts } from './import-fault-texts.ts'
import { importTexts } from './import-texts.ts'
import { importQuestion } from './import-view.ts'
import type { OwedDayImport } from './owed-day-files.ts'
import { readDayFile } from './read-day-file.ts'

/** What is said of a file. */
export interface Verdict {
  text: Html
  /** Undefined: the one of who waits for another file. */
  keyboard?: Keyboard
  /** All its faults, when they are too many for a message. */
  faults?: string[]
}

/** More faulty rows than these come as a file. */
const maxFaultsShown = 20

/** Reads a file: either something is wrong with it, or it is kept and its sender asked whether to take it. */
export async function judgeDayFile(
  db: Db,
  { timezone, now }: { timezone: string; now: Date },
  { personId, importId, fileName, language }: OwedDayImport,
  bytes: Buffer,
): Promise<Verdict> {
  const texts = calendarTexts[language]
  const file = readDayFile(bytes, texts.usualNames)
  if (file.kind === 'faulty_file') return { text: fileFaultWords(file.fault, language) }
  if (file.kind === 'faulty_rows') return faultyRows(file.rows, fileName, language)
  const { changes } = file
  // before the plan: what is changed in between is noticed when the answer comes
  const seen = await findFingerprint(db)
  const planned = await planChanges(db, { timezone, now }, changes, fileName)
  if (planned.kind !== 'planned') return { text: html`⚠️ ${texts.refusals[planned.kind]}` }
  const today = createLocalClock(timezone).localTimeOf(now)
  const question = importQuestion(planned.plan, { importId, fileName, today, language })
  if (question === undefined) return { text: importTexts[language].nothingNew(fileName) }
  await keepImport(db, { personId, importId, fileName, changes, seen })
  return question
}

function faultyRows(rows: readonly FaultyRow[], fileName: string, language: Language): Verdict {
  const texts = importFaultTexts[language]
  const lines = rows.map((row) => faultyRowWords(row, language))
  const shown = lines.slice(0, maxFaultsShown).map((line) => html`${line}`)
  const text = joinHtml([texts.faulty(fileName, rows.length), joinHtml(shown), texts.again], '\n\n')
  return lines.length > shown.length ? { text, faults: lines } : { text }
}
