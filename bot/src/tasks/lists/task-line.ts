import type { Language } from '../../platform/language.ts'
import { type Html, html, shorten } from '../../telegram/html.ts'
import { taskStatusEmoji, taskWords } from '../card/task-words.ts'
import { relativeDeadline } from '../deadline/format-deadline.ts'
import { isOpen, isOwed } from '../task.ts'
import type { GivenLine } from './given-tasks-store.ts'
import type { TaskLine } from './task-lines-store.ts'
import { taskListTexts } from './task-list-texts.ts'

export interface LineReader {
  personId: number
  language: Language
  now: Date
  timezone: string
}

const maxText = 60
const maxName = 40

/** What somebody has to do: the name is that of the giver. */
export function myLine(line: TaskLine, reader: LineReader): Html {
  const helps = line.responsibleId === reader.personId ? [] : [taskListTexts[reader.language].youHelp]
  return lineOf(line, [shorten(line.creatorName, maxName), ...helps], reader)
}

/** What others have to do: the name is that of the doer. */
export function lineOfDoer(line: TaskLine, reader: LineReader): Html {
  return lineOf(line, [doerName(line, reader.language)], reader)
}

/** One order, or several that were given together, for their giver. */
export function givenLine(line: GivenLine, reader: LineReader): Html {
  if (line.size === 1) return lineOfDoer(line, reader)
  const texts = taskListTexts[reader.language]
  const isDone = line.accepted + line.cancelled === line.size
  const state =
    line.overdue > 0
      ? `🔴 ${texts.overdue(line.overdue)}`
      : isDone
        ? taskStatusEmoji.accepted
        : `📅 ${relative(line, reader)}`
  const facts = [
    texts.doneOf(line.accepted, line.size),
    ...(line.cancelled > 0 ? [texts.cancelled(line.cancelled)] : []),
  ]
  return html`👥 <b>${texts.several(line.id, line.size - 1)}</b>${mark(line)} ${state} · ${facts.join(', ')} · ${beginning(line)}`
}

function lineOf(line: TaskLine, facts: string[], reader: LineReader): Html {
  const number = reader.language === 'ru' ? `№${line.id}` : `#${line.id}`
  return html`<b>${number}</b>${mark(line)} ${stateOf(line, reader)} · ${[...facts, beginning(line)].join(' · ')}`
}

/** How it stands: while something is owed that is the time, else the state itself. */
function stateOf(line: TaskLine, reader: LineReader): string {
  const words = taskWords[reader.language].status[line.status]
  if (!isOwed(line.status)) return `${taskStatusEmoji[line.status]} ${words}`
  const isLate = line.deadline <= reader.now
  return `${isLate ? '🔴' : taskStatusEmoji[line.status]} ${relative(line, reader)}`
}

function relative({ deadline }: TaskLine, { now, language, timezone }: LineReader): string {
  return relativeDeadline(deadline, { now, language, timeZone: timezone })
}

function mark({ importance, status }: TaskLine): string {
  return importance === 'high' && isOpen(status) ? ' ❗️' : ''
}

function doerName({ responsibleName }: TaskLine, language: Language): string {
  return responsibleName === null ? taskListTexts[language].nobody : shorten(responsibleName, maxName)
}

function beginning({ text }: TaskLine): string {
  return shorten(text.replace(/\s+/g, ' '), maxText)
}
