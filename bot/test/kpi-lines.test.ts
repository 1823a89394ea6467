import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Language } from '../src/platform/language.ts'
import { kpiCardText } from '../src/reports/kpi-card.ts'
import type { KpiFigure } from '../src/reports/kpi-figure.ts'
import { readKpiList } from '../src/reports/kpi-list.ts'
import type { PeriodKind } from '../src/reports/kpi-period.ts'
import { findPeriod } from '../src/reports/kpi-periods-store.ts'
import type { KpiSubject } from '../src/reports/kpi-subject.ts'
import { readCard } from '../src/reports/read-card.ts'
import { html } from '../src/telegram/html.ts'
import { createTestDatabase } from './database.ts'
import { insertMade } from './insert-made.ts'
import { asOf } from './kpi-as-of.ts'
import { madeTask, tasked } from './made-tasks.ts'
import type { MadePerson } from './made-tickets.ts'

// The school works from 8 to 18, Monday to Friday. It is Saturday, 21 November 2026, noon.
const now = new Date('2026-11-21T12:00:00+03:00')
const timezone = 'Europe/Moscow'
const at = (text: string) => new Date(`2026-11-${text}+03:00`)

const director: MadePerson = { id: 1, name: 'Елена', role: 'director' }
const anna: MadePerson = { id: 2, name: 'Анна', role: 'staff' }
const boris: MadePerson = { id: 3, name: 'Борис', role: 'staff' }
const given = (id: number, deadline: Date, responsible = anna) =>
  madeTask({ id, creator: director, responsible, deadline, at: new Date('2025-12-01T10:00:00+03:00') })

const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())
before(() => insertMade(db, { people: [director, anna, boris], tickets: [], tasks: orders() }))

/** The lines of the list behind a number, without the text of the order. */
function linesOf(kind: PeriodKind, figure: KpiFigure, language: Language, day = 0): Promise<string[]> {
  return asOf(db, now, async (tx) => {
    const period = await findPeriod(tx, kind, day, timezone)
    const of = { subject: { of: 'school' } as const, period, figure, page: 0, maySee: () => true }
    const { lines } = await readKpiList(tx, of, { language, timezone, now })
    return lines.map(({ html }) => html.replace(/<.?b>/g, '').replace(' · секрет', ''))
  })
}

/** A card of this week, without its tickets. */
function cardOf(subject: KpiSubject, language: Language): Promise<string> {
  return asOf(db, now, async (tx) => {
    const period = await findPeriod(tx, 'week', 0, timezone)
    const card = await readCard(tx, subject, period, { now, hasTickets: false })
    const text = kpiCardText(card, period, { title: html`.`, isPerson: true }, { language, timezone, now })
    return text.html.replace(/<.?b>/g, '')
  })
}

function orders() {
  const lastYear = tasked(given(1, new Date('2025-12-18T12:00:00+03:00')), 'report', anna, at('16T09:00:00'))
  const accepted = (task: ReturnType<typeof given>, reported: Date) =>
    tasked(tasked(task, 'report', anna, reported), 'accept', director, at('20T12:00:00'))
  return [
    tasked(lastYear, 'accept', director, at('16T10:00:00')),
    // reported when the school had gone home
    accepted(given(2, at('17T18:00:00')), at('17T21:00:00')),
    accepted(given(3, at('18T12:00:00')), at('18T12:00:59')),
    // due on Friday evening; it is Saturday
    given(4, at('20T18:00:00'), boris),
    given(5, at('20T17:58:00')),
  ]
}

test('a deadline of another year is listed with its year', async () => {
  assert.match(
    String(await linesOf('year', 'late', 'ru', 20250901)),
    /№1 .* · срок 18 декабря 2025 г\. в 12:00 · /,
  )
  assert.match(
    String(await linesOf('year', 'late', 'en', 20250901)),
    /#1 .* · due 18 December 2025 at 12:00 · /,
  )
})

test('what is late without a minute of working time is said in words, in lists and on the card', async () => {
  assert.deepEqual(await linesOf('week', 'late', 'ru'), [
    '№3 🟠 с опозданием · Анна · срок 18 ноября в 12:00 · опоздание меньше минуты',
    '№2 🟠 с опозданием · Анна · срок 17 ноября в 18:00 · опоздание в нерабочее время',
  ])
  assert.deepEqual(await linesOf('week', 'overdue', 'ru'), [
    '№5 🔴 просрочено · Анна · срок 20 ноября в 17:58 · опоздание 2 мин',
    '№4 🔴 просрочено · Борис · срок 20 ноября в 18:00 · опоздание в нерабочее время',
  ])
  assert.match(
    String(await linesOf('week', 'late', 'en')),
    /less than a minute late,.*late outside working hours/,
  )
})

test('a mean delay without a minute of working time is said in words', async () => {
  // nothing, 59 s, nothing, 2 min
  assert.match(await cardOf({ of: 'school' }, 'ru'), /\n• опоздание в среднем: меньше минуты\n/)
  assert.match(await cardOf({ of: 'school' }, 'en'), /\n• mean delay: less than a minute\n/)
  // his only one
  const ofBoris = { of: 'person', personId: boris.id } as const
  assert.match(await cardOf(ofBoris, 'ru'), /\n• опоздания пришлись на нерабочее время\n/)
  assert.match(await cardOf(ofBoris, 'en'), /\n• late outside working hours only\n/)
})
