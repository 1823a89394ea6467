import type { HistoryEntry } from '../../people/history-entry.ts'
import { formatNearDay, formatTime } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { html, joinHtml } from '../../telegram/html.ts'
import { formatDeadline } from '../deadline/format-deadline.ts'
import type { TaskEvent } from './task-events-store.ts'
import { taskHistoryTexts } from './task-history-texts.ts'
import { taskWords } from './task-words.ts'

export interface TaskHistoryReader {
  language: Language
  timezone: string
  now: Date
}

/** What was done with an order and said about it, oldest first. */
export function taskHistory(events: readonly TaskEvent[], reader: TaskHistoryReader): HistoryEntry[] {
  return events.map((event) => ({
    day: formatNearDay(event.at, reader.now, reader.language, reader.timezone),
    text: entryText(event, reader),
  }))
}

function entryText(event: TaskEvent, { language, timezone, now }: TaskHistoryReader) {
  const texts = taskHistoryTexts[language]
  const words = taskWords[language]
  const { doerName, giverName, helperName, deadline, said, files } = event
  const details = [
    ...(doerName === null ? [] : [texts.doer(doerName)]),
    ...(giverName === null ? [] : [texts.giver(giverName)]),
    ...(helperName === null ? [] : [texts.helperLeft(helperName)]),
    ...(deadline === null
      ? []
      : [texts.deadline(formatDeadline(deadline, { now, language, timeZone: timezone }))]),
  ]
  const what = [words.event[event.kind], ...details].join(', ')
  const withFiles = files > 0 ? ` 📎 ${files}` : ''
  return joinHtml([
    html`<i>${formatTime(event.at, language, timezone)}</i> · ${what} · ${event.actorName ?? words.system}${said ? '' : withFiles}`,
    said !== null && said !== '' && html`💬 ${said}${withFiles}`,
  ])
}
