import assert from 'node:assert/strict'
import { test } from 'node:test'
import { underDays } from '../src/people/history-entry.ts'
import type { Person } from '../src/people/person.ts'
import { replyMarkup } from '../src/telegram/keyboard.ts'
import { renderTicket } from '../src/tickets/cards/ticket-view.ts'
import { ticketHistory } from '../src/tickets/reading/ticket-history.ts'
import type { ClockedTicketView } from '../src/tickets/ticket-views-store.ts'
import type { TicketEvent } from '../src/tickets/tickets-store.ts'

const at = new Date('2026-09-10T09:00:00Z')
const settings = {
  supportChatId: undefined,
  reopenDays: 7,
  remindAfterWorkingDays: 3,
  closeAfterWorkingDays: 5,
  timezone: 'Europe/Moscow',
  botUsername: 'school_bot',
}

function person(id: number, role: Person['role'], language: 'ru' | 'en' = 'ru'): Person {
  return {
    id,
    telegramId: id,
    name: `Имя ${id}`,
    role,
    language,
    status: 'active',
    unreachableSince: null,
    givesTasks: false,
  }
}

const noTarget = { used: 0, target: null, dueAt: null }

function view(changes: Partial<ClockedTicketView> = {}): ClockedTicketView {
  const status = changes.status ?? 'new'
  const clocks = { ticketId: 15, status, takenAt: null, response: noTarget, resolution: noTarget }
  return {
    clocks,
    ...{ id: 15, authorId: 1, filedBy: 1, categoryId: 1, place: 'Каб. <1>', description: 'Не & горит' },
    ...{
      urgency: 'normal',
      status: 'new',
      assigneeId: null,
      resolution: null,
      duplicateOf: null,
      rating: null,
    },
    ...{ createdAt: at, statusSince: at, authorName: 'Анна', authorUnreachable: false, filedByName: 'Анна' },
    ...{ assigneeName: null, category: { ru: 'Электрика', en: 'Electricity' }, emoji: '💡', attachments: 0 },
    resolutions: 0,
    ...changes,
  }
}

function buttons(ticket: ClockedTicketView, viewer: Person | 'group'): string[] {
  const markup = replyMarkup(renderTicket(ticket, viewer, settings, at).keyboard)
  assert.ok('inline_keyboard' in markup)
  return markup.inline_keyboard
    .flat()
    .map((button) =>
      'callback_data' in button
        ? (button.callback_data.split(':')[0] ?? '')
        : 'url' in button
          ? button.url
          : '',
    )
}

test('a ticket is one message also when its texts are nothing but emoji', () => {
  const ticket = view({
    description: '🔥'.repeat(2000),
    resolution: 'я' + '✅🔥'.repeat(1000),
    status: 'resolved',
  })
  const { html } = renderTicket(ticket, 'group', settings, at).text
  assert.ok(html.length < 4096, `${html.length}`)
  assert.ok(html.isWellFormed())
})

test('each sees the buttons of what he may do, the most wanted first', () => {
  const [author, specialist, director] = [person(1, 'staff'), person(3, 'specialist'), person(4, 'director')]
  assert.deepEqual(buttons(view(), author), ['t_comment', 't_cancel', 'history'])
  assert.equal(buttons(view(), specialist)[0], 't_take')
  assert.deepEqual(buttons(view(), director), ['history'])
  const waiting = view({ status: 'waiting_for_author', assigneeId: 3, assigneeName: 'Игорь' })
  assert.deepEqual(buttons(waiting, author), ['t_answer', 't_cancel', 'history'])
  const resolved = view({ status: 'resolved', assigneeId: 3, attachments: 2 })
  assert.deepEqual(buttons(resolved, author), ['t_confirm', 't_reject', 't_comment', 'history', 'files'])
  const closed = view({ status: 'closed', assigneeId: 3 })
  assert.deepEqual(buttons(closed, author).slice(0, 3), ['t_reopen', 't_comment', 'rate'])
})

test('the group takes a ticket, and opens it in private for the rest', () => {
  const link = 'https://t.me/school_bot?start=t_15'
  assert.deepEqual(buttons(view(), 'group'), ['t_take', link])
  assert.deepEqual(buttons(view({ status: 'in_progress', assigneeId: 3 }), 'group'), [link])
})

test('what people typed is escaped, and a long text is cut so that a card is one message', () => {
  const { text } = renderTicket(
    view({ description: '<b>'.repeat(1300) }),
    person(3, 'specialist'),
    settings,
    at,
  )
  assert.match(text.html, /Каб\. &lt;1&gt;/)
  assert.doesNotMatch(text.html.replaceAll(/<\/?b>/g, ''), /[<>]/)
  assert.ok(text.html.endsWith('…'))
})

test('a specialist sees who filed for whom, and that the author cannot be reached', () => {
  const onBehalf = view({ filedBy: 2, filedByName: 'Борис', authorUnreachable: true })
  const { text } = renderTicket(onBehalf, person(3, 'specialist'), settings, at)
  assert.match(text.html, /Анна \(.*Борис.*не получает/)
})

const event = (changes: Partial<TicketEvent>): TicketEvent => ({
  ...{ at, actorName: 'Игорь', kind: 'comment', fromStatus: 'new', toStatus: 'new', details: {} },
  ...changes,
})

test('the history tells what was done and said, and keeps notes from the author', () => {
  const noted = new Date(at.getTime() + 1000)
  const events = [
    event({ kind: 'file', actorName: 'Анна', fromStatus: null }),
    event({ kind: 'note', at: noted }),
    event({ kind: 'comment', at: new Date(at.getTime() + 2000) }),
    event({ kind: 'close_silently', actorName: null, at: new Date(at.getTime() + 3000) }),
  ]
  const said = { authorName: 'Игорь', editedAt: null }
  const note = { ...said, kind: 'note' as const, text: 'Опять она', createdAt: noted }
  const comment = {
    ...said,
    kind: 'comment' as const,
    text: 'Скоро <придём>',
    createdAt: new Date(at.getTime() + 2000),
  }
  const reader = { language: 'ru' as const, timezone: 'Europe/Moscow', now: at }
  const texts = (withNotes: boolean) =>
    ticketHistory(events, withNotes ? [note, comment] : [comment], {
      ...reader,
      withNotes,
      withClocks: withNotes,
    }).map(({ text }) => text.html)
  assert.equal(texts(true).length, 4)
  assert.ok(texts(true)[1]?.includes('Опять она'))
  assert.equal(texts(false).length, 3)
  assert.ok(texts(false)[1]?.includes('Скоро &lt;придём&gt;'))
  assert.ok(texts(false)[2]?.includes('система'))
})

test('what the clocks said is in the history for those who work on tickets, not for the author', () => {
  const events = [event({ kind: 'warn_response', actorName: null }), event({ kind: 'take' })]
  const reader = { language: 'ru' as const, timezone: 'Europe/Moscow', now: at, withNotes: false }
  const texts = (withClocks: boolean) =>
    ticketHistory(events, [], { ...reader, withClocks }).map(({ text }) => text.html)
  assert.match(texts(true)[0] ?? '', /скоро выйдет время на первый ответ · система/)
  assert.equal(texts(true).length, 2)
  assert.equal(texts(false).length, 1)
})

test('a history says each day once, and the time of each entry', () => {
  const nextDay = new Date(at.getTime() + 24 * 3600 * 1000)
  const events = [event({}), event({ kind: 'take' }), event({ kind: 'take', at: nextDay })]
  const reader = {
    language: 'ru' as const,
    timezone: 'Europe/Moscow',
    now: at,
    withNotes: false,
    withClocks: false,
  }
  const shown = underDays(ticketHistory(events, [], reader)).map(({ html }) => html)
  assert.deepEqual(
    shown.map((html) => /^<b>1[01] сентября<\/b>\n<i>12:00<\/i> · /.test(html)),
    [true, false, true],
  )
  const longAgo = { ...reader, now: new Date(at.getTime() + 400 * 24 * 3600 * 1000) }
  assert.match(ticketHistory(events, [], longAgo)[0]?.day ?? '', /^10 сентября 2026 г\.$/)
})
