import { deadlineActions, gatheringActions } from '../../src/tasks/acting/acting-dialogues.ts'
import { orderSteps } from '../../src/tasks/issuing/order-draft.ts'
import { authorWordActions } from '../../src/tickets/author-dialogue.ts'
import { draftSteps } from '../../src/tickets/filing/draft.ts'
import { choiceActions, wordActions } from '../../src/tickets/specialist/specialist-dialogues.ts'

export interface KnownIds {
  personId: number
  ticketId: number
  taskId: number
}

/** Who is typing: an admin who may give orders, the specialist of the ticket, its author, the doer, a stranger. */
export type Typist = 'boss' | 'specialist' | 'teacher' | 'stranger'

const draft = '5a1c2f00'
const draftId = '5a1c2f00-0000-4000-8000-000000000000'
const day = { year: 2026, month: 12, day: 15 }
const range = { from: day, to: day }
const noFiles = { files: [], parts: [], withoutText: false, revision: 1, draftId }

/** Every dialogue that takes what is typed, at each of its steps: what it remembers there. */
export function everyDialogue({ personId, ticketId, taskId }: KnownIds) {
  const acting = { draft, taskId }
  const order = { ...noFiles, doerIds: [], helperIds: [], importance: 'normal' }
  const several = { ...order, doerIds: [personId, personId + 1], ticked: [] }
  const ticket = { ...noFiles, categoryId: 1, place: 'зал' }
  const table: Record<string, { as: Typist; data: unknown[] }> = {
    new_order: {
      as: 'boss',
      data: [
        ...orderSteps.map((step) => ({ ...order, step })),
        ...(['people', 'responsible', 'helpers'] as const).map((step) => ({ ...several, step })),
      ],
    },
    order_or_next: { as: 'boss', data: [{}] },
    order_album: { as: 'boss', data: [{ taskIds: [taskId], albumId: 'a' }] },
    task_words: {
      as: 'teacher',
      data: gatheringActions.map((action) => ({ ...acting, action, files: [] })),
    },
    task_deadline: {
      as: 'boss',
      data: deadlineActions.flatMap((action) =>
        [undefined, day].map((at) => ({ ...acting, action, day: at })),
      ),
    },
    task_reason: {
      as: 'boss',
      data: [
        { ...acting, action: 'ask_to_move', wanted: '2030-01-01T10:00:00Z' },
        { ...acting, action: 'refuse_move' },
        { ...acting, action: 'cancel' },
      ],
    },
    task_doer: { as: 'boss', data: [acting] },
    author_words: {
      as: 'teacher',
      data: authorWordActions.map((action) => ({ ticketId, action, files: [] })),
    },
    ticket_album: { as: 'teacher', data: [{ ticketId, albumId: 'a' }] },
    ticket_words: { as: 'specialist', data: wordActions.map((action) => ({ ticketId, action, files: [] })) },
    ticket_choice: { as: 'specialist', data: choiceActions.map((action) => ({ ticketId, action })) },
    ticket_duplicate: { as: 'specialist', data: [{ ticketId }] },
    export_dates: { as: 'boss', data: [{}] },
    export_format: { as: 'boss', data: [{ exportId: draft, period: range, tickets: 1 }] },
    search: { as: 'boss', data: [{}] },
    search_results: { as: 'boss', data: [{ searchId: draft, typed: 'лампа' }] },
    category: {
      as: 'boss',
      data: ['ru', 'en', 'emoji'].map((step) => ({
        dialogueId: draft,
        categoryId: 1,
        step,
        ru: 'a',
        en: 'b',
      })),
    },
    target: { as: 'boss', data: [{ urgency: 'normal', clock: 'response' }] },
    stray_message: { as: 'teacher', data: [{ ...ticket, step: 'description' }] },
    new_ticket: {
      as: 'boss',
      data: draftSteps.map((step) => ({ ...ticket, step, urgency: step === 'check' ? 'low' : undefined })),
    },
    calendar_week: { as: 'boss', data: [{ dialogueId: draft, weekdays: [1, 6] }] },
    calendar_days: {
      as: 'boss',
      data: [
        { step: 'dates', dialogueId: draft },
        { step: 'kind', dialogueId: draft, range },
        { step: 'hours', dialogueId: draft, range },
        { step: 'name', dialogueId: draft, range, what: { kind: 'holiday' }, names: ['День'] },
        { step: 'confirm', dialogueId: draft, change: { range, to: { kind: 'usual' } }, seen: 'x' },
      ],
    },
    calendar_import: { as: 'boss', data: [{ importId: null }] },
    own_name: { as: 'teacher', data: [{}] },
    access_name: { as: 'stranger', data: [{}] },
    person_name: { as: 'boss', data: [{ id: personId }] },
    invite: { as: 'boss', data: [{ draft }] },
    people_search: { as: 'boss', data: [{ query: '', scope: {} }] },
    givers_search: { as: 'boss', data: [{ query: '', scope: {} }] },
    offboard_search: { as: 'boss', data: [{ query: '', scope: { id: personId } }] },
  }
  return table
}
