import { findPerson } from '../people/people-store.ts'
import type { Person } from '../people/person.ts'
import type { Db } from '../platform/postgres.ts'
import { type Html, shorten } from '../telegram/html.ts'
import { kpiCardTexts } from './kpi-card-texts.ts'
import { findCategoryName, findPlaceName } from './kpi-slices-store.ts'
import type { KpiSubject } from './kpi-subject.ts'

const maxName = 60

/** Whose figures these are, for a reader; undefined when there is no such person, category or place. */
export async function subjectTitle(db: Db, subject: KpiSubject, reader: Person): Promise<Html | undefined> {
  const texts = kpiCardTexts[reader.language].title
  const named = (name: string | undefined) =>
    name === undefined ? undefined : texts.of(shorten(name, maxName))
  switch (subject.of) {
    case 'school':
      return texts.school
    case 'nobody':
      return texts.nobody
    case 'person':
      if (subject.personId === reader.id) return texts.own
      return named((await findPerson(db, subject.personId))?.name)
    case 'category':
      return named(await findCategoryName(db, subject.categoryId, reader.language))
    case 'place':
      return named(await findPlaceName(db, subject.hash))
    default:
      return subject satisfies never
  }
}
