import type { Language } from '../platform/language.ts'
import type { Db } from '../platform/postgres.ts'
import { shorten } from '../telegram/html.ts'
import type { Button } from '../telegram/keyboard.ts'
import { countWords, percentWords } from './figure-words.ts'
import { type KpiPlace, type KpiSlice, kpiCardButton } from './kpi-buttons.ts'
import { kpiListTexts } from './kpi-list-texts.ts'
import type { KpiPeriod } from './kpi-period.ts'
import { listPersonSlices, listTicketSlices, type TicketSlice } from './kpi-slices-store.ts'
import { type KpiSubject, packSubject } from './kpi-subject.ts'

const linesPerPage = 10
const maxName = 24

/** One button for each person, specialist, category or place; it opens the card of that. */
export async function readSlices(
  db: Db,
  { slice, period, page }: { slice: KpiSlice; period: KpiPeriod; page: number },
  place: Pick<KpiPlace, 'kind' | 'day'>,
  language: Language,
): Promise<{ buttons: Button[]; hasNext: boolean }> {
  const range = { limit: linesPerPage, offset: page * linesPerPage }
  const open = (subject: KpiSubject, facts: string[]): Button => ({
    text: facts.join(' · '),
    data: kpiCardButton.pack({ ...place, subject: packSubject(subject), part: 'home' }),
  })
  const texts = kpiListTexts[language]
  const count = (value: number) => countWords(value, language)
  const share = (percent: number | null) => (percent === null ? [] : [percentWords(percent, language)])

  if (slice === 'people') {
    const found = await listPersonSlices(db, period, range)
    const buttons = found
      .slice(0, linesPerPage)
      .map((one) =>
        open({ of: 'person', personId: one.id }, [
          shorten(one.name, maxName),
          ...share(one.disciplinePercent),
          ...(one.overdue > 0 ? [`🔴 ${count(one.overdue)}`] : []),
        ]),
      )
    return { buttons, hasNext: found.length > linesPerPage }
  }
  const found = await listTicketSlices(db, period, { slice, language }, range)
  const buttons = found
    .slice(0, linesPerPage)
    .map((one) =>
      open(subjectOf(slice, one), [
        shorten(one.name ?? texts.nobody, maxName),
        texts.tickets(count(one.filed), count(one.open)),
        ...share(one.withinPercent),
      ]),
    )
  return { buttons, hasNext: found.length > linesPerPage }
}

function subjectOf(slice: Exclude<KpiSlice, 'people'>, { id, hash }: TicketSlice): KpiSubject {
  if (slice === 'place') return { of: 'place', hash }
  if (id === null) return { of: 'nobody' }
  return slice === 'category' ? { of: 'category', categoryId: id } : { of: 'person', personId: id }
}
