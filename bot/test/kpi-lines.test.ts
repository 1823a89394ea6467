import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Language } from '../src/platform/language.ts'
import type { KpiFigure } from '../src/reports/kpi-figure.ts'
import { readKpiList } from '../src/reports/kpi-list.ts'
import type { PeriodKind } from '../src/reports/kpi-period.ts'
import { findPeriod } from '../src/reports/kpi-periods-store.ts'
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
const given = (id: number, deadline: Date) =>
  madeTask({ id, creator: director, responsible: anna, deadline, at: new Date('2025-12-01T10:00:00+03:00') })

const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())
before(() => insertMade(db, { people: [director, anna], tickets: [], tasks: orders() }))

/** The lines of the list behind a number, without the text of the order. */
function linesOf(kind: PeriodKind, figure: KpiFigure, language: Language, day = 0): Promise<string[]> {
  return asOf(db, now, async (tx) => {
    const period = await findPeriod(tx, kind, day, timezone)
    const of = { subject: { of: 'school' } as const, period, figure, page: 0, maySee: () => true }
    const { lines } = await readKpiList(tx, of, { language, timezone, now })
    return lines.map(({ html }) => html.replace(/<.?b>/g, '').replace(' · секрет', ''))
  })
}

function orders() {
  const lastYear = tasked(given(1, new Date('2025-12-18T12:00:00+03:00')), 'report', anna, at('16T09:00:00'))
  return [tasked(lastYear, 'accept', director, at('16T10:00:00'))]
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
