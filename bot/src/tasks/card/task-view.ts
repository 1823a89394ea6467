import { may, type Person } from '../../people/person.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import type { Button, Keyboard } from '../../telegram/keyboard.ts'
import { formatDeadline, relativeDeadline } from '../deadline/format-deadline.ts'
import { isOwed } from '../task.ts'
import { taskFilesButton, taskHistoryButton } from '../task-buttons.ts'
import { taskActionRows } from './task-actions.ts'
import { type TaskPlace, taskBackButton, taskListButton } from './task-list-buttons.ts'
import { taskViewTexts } from './task-view-texts.ts'
import type { TaskView } from './task-views-store.ts'
import { taskStatusEmoji, taskWords } from './task-words.ts'

/** Long texts are cut here, so that an order is one message; the history shows them whole. */
const maxText = 2000
const maxWord = 700
const maxReason = 400
const maxName = 40
const maxCoDoers = 10

export interface TaskReading {
  reader: Person
  now: Date
  timezone: string
  /** The list from which the order was opened. */
  back?: TaskPlace | undefined
}

export interface RenderedTask {
  text: Html
  keyboard: Keyboard
}

/** An order as one of those whom it concerns sees it; the buttons are what he may do. */
export function renderTask(view: TaskView, reading: TaskReading): RenderedTask {
  return { text: taskText(view, reading), keyboard: { inline: taskRows(view, reading) } }
}

function taskText(view: TaskView, { reader, now, timezone }: TaskReading): Html {
  const { language } = reader
  const texts = taskViewTexts[language]
  const { moveRequest, lastWord } = view
  const due = { now, language, timeZone: timezone }
  const isLate = isOwed(view.status) && view.deadline <= now
  const howFar = isOwed(view.status) ? ` · ${relativeDeadline(view.deadline, due)}` : ''
  const name = (id: number | null, known: string) => (id === reader.id ? texts.you : shorten(known, maxName))
  const mark = view.responsibleUnreachable ? ` (${texts.unreachable})` : ''
  return joinHtml([
    html`${taskStatusEmoji[view.status]} <b>${texts.title(view.id)}</b> · ${taskWords[language].status[view.status]}`,
    view.importance === 'high' && html`❗️ <b>${texts.important}</b>`,
    html`\n${shorten(view.text, maxText)}`,
    view.text.length > maxText && html`<i>${texts.cut}</i>`,
    html`\n${isLate ? '🔴' : '📅'} ${texts.deadline}: <b>${formatDeadline(view.deadline, due)}</b>${howFar}`,
    html`👤 ${texts.responsible}: ${name(view.responsibleId, view.responsibleName ?? texts.nobody)}${mark}`,
    view.coDoers.length > 0 && html`👥 ${texts.coDoers}: ${coDoerNames(view, reader)}`,
    html`✍️ ${texts.giver}: ${name(view.creatorId, view.creatorName)}`,
    view.files > 0 && html`📎 ${texts.files(view.files)}`,
    showsBatch(view, reader) && html`🗂 ${texts.batch(view.batch)}`,
    lastWord &&
      html`\n${texts.lastWord[lastWord.kind]} (${shorten(lastWord.authorName, maxName)}): ${shorten(lastWord.text, maxWord) || texts.onlyFiles}`,
    moveRequest &&
      html`\n🙏 ${texts.asksToMove}: <b>${formatDeadline(moveRequest.wanted, due)}</b>\n${shorten(moveRequest.reason, maxReason)}`,
  ])
}

function coDoerNames({ coDoers }: TaskView, { id, language }: Person): string {
  const texts = taskViewTexts[language]
  const names = coDoers.map((coDoer) => (coDoer.id === id ? texts.you : shorten(coDoer.name, maxName)))
  const more = names.length - maxCoDoers
  return [...names.slice(0, maxCoDoers), ...(more > 0 ? [texts.more(more)] : [])].join(', ')
}

/** How the others fare is for those who gave them. */
function showsBatch({ batch, creatorId }: TaskView, reader: Person): boolean {
  return batch.size > 1 && (reader.id === creatorId || may(reader, 'oversee_tasks'))
}

function taskRows(view: TaskView, { reader, now, back }: TaskReading): Button[][] {
  const texts = taskViewTexts[reader.language]
  const { isCreatorGone, moveRequest, reports } = view
  const facts = { now, coDoerIds: view.coDoers.map(({ id }) => id), isCreatorGone, moveRequest, reports }
  const taskId = view.id
  const batch: TaskPlace = { view: 'batch', of: view.batchId, only: 'open', page: 0, outer: 0 }
  return [
    ...taskActionRows(view, reader, facts, reader.language),
    [
      { text: texts.history, data: taskHistoryButton.pack({ taskId }) },
      ...(view.files > 0 ? [{ text: texts.filesButton, data: taskFilesButton.pack({ taskId }) }] : []),
    ],
    showsBatch(view, reader)
      ? [{ text: texts.batchButton(view.batch.size), data: taskListButton.pack(batch) }]
      : [],
    back ? [{ text: texts.back, data: taskBackButton.pack(back) }] : [],
  ]
}
