import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../src/people/person.ts'
import { renderTask } from '../src/tasks/card/task-view.ts'
import type { TaskView } from '../src/tasks/card/task-views-store.ts'

const now = new Date('2026-11-24T06:00:00Z')
const friday = new Date('2026-11-27T12:00:00Z')
const reader: Person = {
  ...{ id: 1, telegramId: 1001, name: 'Анна Павловна', role: 'director', language: 'ru', status: 'active' },
  ...{ unreachableSince: null, givesTasks: false },
}

const order = (changes: Partial<TaskView>): TaskView => ({
  ...{ id: 5, batchId: 7, creatorId: 4, responsibleId: 2, text: 'Сдать отчёт', importance: 'normal' },
  ...{ deadline: friday, status: 'acknowledged', createdAt: now, statusSince: now, files: 0 },
  ...{ creatorName: 'Ольга', responsibleName: 'Мария', responsibleUnreachable: false, coDoers: [] },
  ...{
    moveRequest: undefined,
    reports: 0,
    isCreatorGone: false,
    lastWord: undefined,
    batch: { size: 1, accepted: 0, cancelled: 0 },
  },
  ...changes,
})

function shown(view: TaskView, to: Person): string {
  return renderTask(view, { reader: to, now, timezone: 'Europe/Moscow' }).text.html
}

test('a long order is one message, and says where the rest is', () => {
  const long = order({
    text: '𝄞'.repeat(2000),
    coDoers: Array.from({ length: 40 }, (_, i) => ({ id: 100 + i, name: `Помощник ${i}` })),
    lastWord: { kind: 'report', authorName: 'Мария', text: 'я'.repeat(4000) },
    moveRequest: { id: 1, wanted: friday, reason: 'б'.repeat(4000), askedAt: now },
  })
  const text = shown(long, reader)
  assert.ok(text.length <= 4096, `${text.length}`)
  assert.match(text, /Полный текст — в истории/)
  assert.match(text, /Помощник 9, и ещё 30/)
  assert.ok(text.isWellFormed())
})

test('a long order of people with long names is one message too', () => {
  const longName = '𝄞'.repeat(100)
  const long = order({
    ...{ text: 'щ'.repeat(4000), importance: 'high', files: 20, deadline: new Date('2025-11-27T12:00:00Z') },
    ...{ creatorName: longName, responsibleName: longName, responsibleUnreachable: true },
    coDoers: Array.from({ length: 40 }, (_, i) => ({ id: 100 + i, name: longName })),
    lastWord: { kind: 'return_reason', authorName: longName, text: 'я'.repeat(4000) },
    moveRequest: { id: 1, wanted: friday, reason: 'б'.repeat(4000), askedAt: now },
    batch: { size: 100, accepted: 50, cancelled: 25 },
  })
  for (const language of ['ru', 'en'] as const) {
    const text = shown(long, { ...reader, language })
    assert.ok(text.length <= 4096, `${language}: ${text.length}`)
    assert.ok(text.isWellFormed())
  }
})
