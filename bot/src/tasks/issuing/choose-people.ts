import { createDoerSearch, type Doer, namesIn } from './doer.ts'
import { maxPeople, type OrderDraft } from './order-draft.ts'
import { choose, giveTogether, takeTicked, tick } from './order-people.ts'
import { candidates, type PeopleStep } from './people-question.ts'

export type Chosen =
  | { kind: 'chosen'; draft: OrderDraft }
  /** Some names fit nobody, or several people; the others are taken. */
  | { kind: 'unclear'; draft: OrderDraft; names: string[] }
  | { kind: 'nobody'; draft: OrderDraft; name: string }
  /** Not one of those who can be chosen here. */
  | { kind: 'not_him'; draft: OrderDraft }
  | { kind: 'too_many'; draft: OrderDraft; count: number; max: number }

const maxSearch = 60

/** What a button on the list of people does; of another step than the one that is asked now, it only chooses. */
export function pressPeople(
  draft: OrderDraft,
  of: PeopleStep,
  how: 'only' | 'tick' | 'untick',
  ids: readonly number[],
  doers: readonly Doer[],
): Chosen {
  const known = candidates(draft, of, doers).map(({ id }) => id)
  const [first] = ids
  if (first === undefined || !ids.every((id) => known.includes(id))) return { kind: 'not_him', draft }
  if (of === 'responsible') return { kind: 'chosen', draft: giveTogether(draft, first) }
  if (how === 'only') return of === 'people' ? taken(draft, choose(draft, ids)) : { kind: 'chosen', draft }
  const isOpen = draft.step === of && draft.ticked !== undefined
  return isOpen ? taken(draft, tick(draft, ids, how === 'tick')) : { kind: 'chosen', draft }
}

/** What is typed where people are chosen: a name, a part of one, or several with commas between them. */
export function readPeople(
  draft: OrderDraft,
  step: PeopleStep,
  text: string,
  doers: readonly Doer[],
): Chosen {
  const all = candidates(draft, step, doers)
  const names = namesIn(text)
  if (names.length > 1 && step !== 'responsible') return readSeveral(draft, names, all)
  const search = shortened(text)
  const { found, one } = createDoerSearch(all)(search)
  if (one === undefined) {
    if (found.length > 0) return { kind: 'chosen', draft: { ...draft, search } }
    return { kind: 'nobody', draft: { ...draft, search: undefined }, name: search }
  }
  if (step === 'responsible') return { kind: 'chosen', draft: giveTogether(draft, one.id) }
  if (draft.ticked === undefined) return taken(draft, choose(draft, [one.id]))
  return taken(draft, tick({ ...draft, search: undefined }, [one.id], true))
}

function readSeveral(draft: OrderDraft, typed: readonly string[], all: readonly Doer[]): Chosen {
  const names = [...new Set(typed.map(shortened))]
  // more than can be chosen need not be looked for, whoever they are
  if (names.length > maxPeople) return { kind: 'too_many', draft, count: names.length, max: maxPeople }
  const search = createDoerSearch(all)
  const read = names.map((name) => ({ name, one: search(name).one }))
  const ids = read.flatMap(({ one }) => one?.id ?? [])
  const unclear = read.filter(({ one }) => one === undefined).map(({ name }) => name)
  if (ids.length === 0) return { kind: 'unclear', draft, names: unclear }
  const wasTicking = draft.ticked !== undefined
  const open = { ...draft, ticked: draft.ticked ?? [], search: undefined }
  const chosen = taken(draft, tick(open, ids, true))
  if (chosen.kind !== 'chosen') return chosen
  if (unclear.length > 0) return { kind: 'unclear', draft: chosen.draft, names: unclear }
  // all were named at once: there is nothing left to tick
  return wasTicking ? chosen : { kind: 'chosen', draft: takeTicked(chosen.draft) }
}

function taken(before: OrderDraft, ticked: ReturnType<typeof tick>): Chosen {
  return ticked.kind === 'too_many' ? { ...ticked, draft: before } : { kind: 'chosen', draft: ticked.draft }
}

function shortened(name: string): string {
  return [...name].slice(0, maxSearch).join('')
}
