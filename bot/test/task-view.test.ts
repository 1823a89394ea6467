import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../src/people/person.ts'
import { taskActionsOf } from '../src/tasks/card/task-actions.ts'
import { taskHistory } from '../src/tasks/card/task-history.ts'
import { renderTask } from '../src/tasks/card/task-view.ts'
import type { TaskView } from '../src/tasks/card/task-views-store.ts'
import { type TaskStatus, taskRefusalOf, taskStatuses } from '../src/tasks/task.ts'
import { taskButtonActions } from '../src/tasks/task-buttons.ts'

const timezone = 'Europe/Moscow'
const now = new Date('2026-11-24T06:00:00Z')
const friday = new Date('2026-11-27T12:00:00Z')

const person = (id: number, name: string, changes: Partial<Person> = {}): Person => ({
  ...{ id, telegramId: 1000 + id, name, role: 'staff', language: 'ru', status: 'active' },
  ...{ unreachableSince: null, givesTasks: false },
  ...changes,
})
const head = person(1, 'Анна Павловна', { role: 'director' })
const doer = person(2, 'Мария')
const helper = person(3, 'Пётр')
const deputy = person(4, 'Ольга', { givesTasks: true })

const order = (changes: Partial<TaskView> = {}): TaskView => ({
  ...{ id: 5, batchId: 7, creatorId: deputy.id, responsibleId: doer.id, text: 'Сдать отчёт <срочно>' },
  ...{ importance: 'normal', deadline: friday, status: 'acknowledged', createdAt: now, statusSince: now },
  ...{ creatorName: 'Ольга', responsibleName: 'Мария', responsibleUnreachable: false },
  ...{
    coDoers: [{ id: helper.id, name: 'Пётр' }],
    moveRequest: undefined,
    reports: 0,
    isCreatorGone: false,
    lastWord: undefined,
    files: 0,
  },
  batch: { size: 1, accepted: 0, cancelled: 0 },
  ...changes,
})

function shown(view: TaskView, reader: Person, at = now): { text: string; labels: string[] } {
  const { text, keyboard } = renderTask(view, { reader, now: at, timezone })
  const rows = 'inline' in keyboard ? keyboard.inline : []
  return { text: text.html, labels: rows.flat().map((button) => button.text) }
}

test('the doer reads what is wanted, by whom, with whom and until when', () => {
  const { text } = shown(order({ importance: 'high', files: 2 }), doer)
  assert.equal(
    text,
    [
      '🛠 <b>Поручение №5</b> · в работе',
      '❗️ <b>Важное</b>',
      '',
      'Сдать отчёт &lt;срочно&gt;',
      '',
      '📅 Срок: <b>пт, 27 ноября, 15:00</b> · через 3 дня',
      '👤 Исполнитель: вы',
      '👥 Помогают: Пётр',
      '✍️ От кого: Ольга',
      '📎 Файлы: 2',
    ].join('\n'),
  )
})

test('it reads as well in English', () => {
  const { text, labels } = shown(order({ files: 1 }), { ...doer, language: 'en' })
  assert.match(text, /^🛠 <b>Order #5<\/b> · in progress\n/)
  assert.match(text, /📅 Due: <b>.*27 November, 15:00<\/b> · in 3 days\n👤 Responsible: you\n/)
  assert.match(text, /👥 Helping: Пётр\n✍️ Given by: Ольга\n📎 Files: 1$/)
  assert.deepEqual(labels, ['📨 Report', '📅 Ask for another deadline', '💬 Write', '🕒 History', '📎 Files'])
})

test('who is late reads by how much, until he has reported', () => {
  const sunday = new Date('2026-11-29T09:00:00Z')
  assert.match(
    shown(order(), doer, sunday).text,
    /🔴 Срок: <b>пт, 27 ноября, 15:00<\/b> · просрочено на 2 дня/,
  )
  for (const status of ['reported', 'accepted', 'cancelled'] as const) {
    const { text } = shown(order({ status }), doer, sunday)
    assert.match(text, /📅 Срок: <b>пт, 27 ноября, 15:00<\/b>\n/)
  }
})

test('the giver reads what was reported, what is asked of him, and that the doer gets no messages', () => {
  const reported = order({
    status: 'reported',
    responsibleUnreachable: true,
    lastWord: { kind: 'report', authorName: 'Мария', text: 'Готово & сдано' },
  })
  const { text, labels } = shown(reported, deputy)
  assert.match(text, /📨 <b>Поручение №5<\/b> · на проверке/)
  assert.match(text, /👤 Исполнитель: Мария \(не получает сообщений бота\)/)
  assert.match(text, /✍️ От кого: вы/)
  assert.match(text, /📨 Отчёт \(Мария\): Готово &amp; сдано/)
  assert.deepEqual(labels.slice(0, 2), ['👍 Принять отчёт', '↩️ На доработку'])

  const wanted = new Date('2026-11-30T12:00:00Z')
  const asked = order({ moveRequest: { id: 1, wanted, reason: 'Болею', askedAt: now } })
  assert.match(shown(asked, deputy).text, /🙏 Просьба о новом сроке: <b>пн, 30 ноября, 15:00<\/b>\nБолею/)
  assert.deepEqual(shown(asked, deputy).labels.slice(0, 2), ['👍 Перенести', '✋ Отказать'])
})

test('a report without words points to its files, a remark stands until the next report', () => {
  const wordless = order({
    status: 'reported',
    lastWord: { kind: 'report', authorName: 'Мария', text: '' },
  })
  assert.match(shown(wordless, deputy).text, /Отчёт \(Мария\): во вложении/)
  const returned = order({
    status: 'returned',
    lastWord: { kind: 'return_reason', authorName: 'Ольга', text: 'Нет подписи' },
  })
  assert.match(shown(returned, doer).text, /↩️ Замечание \(Ольга\): Нет подписи/)
})

test('how the others fare to whom it was given too is for those who gave it', () => {
  const together = order({ batch: { size: 5, accepted: 2, cancelled: 1 } })
  for (const reader of [deputy, head]) {
    const { text, labels } = shown(together, reader)
    assert.match(text, /🗂 Дано вместе: 5, исполнено: 2, отменено: 1/)
    assert.ok(labels.includes('👥 Данные вместе: 5'))
  }
  for (const reader of [doer, helper]) {
    const { text, labels } = shown(together, reader)
    assert.doesNotMatch(text, /Дано вместе/)
    assert.ok(!labels.some((label) => label.includes('вместе')))
  }
})

test('a card has exactly the buttons that the rules leave open, what is wanted most first', () => {
  const wanted = new Date('2026-11-30T12:00:00Z')
  const moveRequest = { id: 1, wanted, reason: 'Болею', askedAt: now }
  for (const status of taskStatuses) {
    for (const request of [undefined, moveRequest]) {
      for (const reader of [head, doer, helper, deputy]) {
        const view = order({ status, moveRequest: request })
        const facts = { now, coDoerIds: [helper.id], moveRequest: request }
        const open = taskButtonActions.filter((action) => !taskRefusalOf(view, action, reader, facts))
        const actions = taskActionsOf(view, reader, facts)
        assert.deepEqual([...actions].sort(), [...open].sort(), `${status}, ${reader.name}`)
        const { labels } = shown(view, reader)
        assert.equal(labels.length, open.length + 1, 'one for each, and the history')
      }
    }
  }
  const first = (status: TaskStatus, reader: Person) =>
    taskActionsOf(order({ status }), reader, { now, coDoerIds: [3], moveRequest: undefined })[0]
  assert.equal(first('delivered', doer), 'acknowledge')
  assert.equal(first('acknowledged', doer), 'report')
  assert.equal(first('reported', deputy), 'accept')
  assert.equal(first('reported', helper), 'comment')
})

test('a new deadline that lies behind by now can be refused, not granted', () => {
  const moveRequest = { id: 1, wanted: friday, reason: 'Болею', askedAt: now }
  const facts = { now: new Date(friday.getTime() + 1), coDoerIds: [], moveRequest }
  const actions = taskActionsOf(order({ deadline: now }), deputy, facts)
  assert.ok(actions.includes('refuse_move') && !actions.includes('grant_move'))
})

test('the history tells who did what and when, whom it was given to, and what was said', () => {
  const event = { doerName: null, giverName: null, helperName: null, deadline: null, said: null, files: 0 }
  const at = (day: string) => new Date(`2026-11-${day}Z`)
  const entries = taskHistory(
    [
      {
        ...event,
        at: at('23T06:00:00'),
        kind: 'issue',
        actorName: 'Ольга',
        doerName: 'Мария',
        deadline: friday,
      },
      { ...event, at: at('23T06:00:01'), kind: 'deliver', actorName: null },
      { ...event, at: at('24T06:00:00'), kind: 'report', actorName: 'Мария', said: 'Готово', files: 2 },
      { ...event, at: at('24T07:00:00'), kind: 'comment', actorName: 'Ольга', said: '', files: 1 },
    ],
    { language: 'ru', timezone, now },
  )
  assert.deepEqual(
    entries.map(({ day, text }) => [day, text.html]),
    [
      ['23 ноября', '<i>09:00</i> · дано поручение, исполнитель: Мария, срок: пт, 27 ноября, 15:00 · Ольга'],
      ['23 ноября', '<i>09:00</i> · доставлено исполнителю · система'],
      ['24 ноября', '<i>09:00</i> · сдан отчёт · Мария\n💬 Готово 📎 2'],
      ['24 ноября', '<i>10:00</i> · добавлено сообщение · Ольга 📎 1'],
    ],
  )
})
