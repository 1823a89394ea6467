import { everyoneOf, fillOrder, goOn, maxPeople, type OrderDraft } from './order-draft.ts'

export type Ticked = { kind: 'ticked'; draft: OrderDraft } | { kind: 'too_many'; count: number; max: number }

/** Only these, an order each. */
export function choose(draft: OrderDraft, ids: readonly number[]): Ticked {
  if (ids.length > maxPeople) return { kind: 'too_many', count: ids.length, max: maxPeople }
  return { kind: 'ticked', draft: fillOrder(draft, { doerIds: [...ids], helperIds: [] }) }
}

/** Ticks people where several are chosen, or takes the ticks away; twice is as good as once. */
export function tick(draft: OrderDraft, ids: readonly number[], on: boolean): Ticked {
  const before = draft.ticked ?? []
  const ticked = on ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id))
  const max = draft.step === 'helpers' ? maxPeople - draft.doerIds.length : maxPeople
  if (ticked.length > max) return { kind: 'too_many', count: ticked.length, max }
  return { kind: 'ticked', draft: { ...draft, ticked } }
}

/** Takes over those who are ticked. Nothing is asked again when they are those of before. */
export function takeTicked(draft: OrderDraft): OrderDraft {
  const { ticked } = draft
  if (ticked === undefined) return draft
  if (draft.step === 'helpers') return fillOrder(draft, { helperIds: ticked })
  if (ticked.length === 0) return draft
  if (sameIds(ticked, everyoneOf(draft))) return goOn(draft)
  const taken = fillOrder(draft, { doerIds: ticked, helperIds: [] })
  return ticked.length > 1 ? { ...taken, step: 'split' } : taken
}

/** An order to each, also to those who were to help. */
export function giveEach(draft: OrderDraft): OrderDraft {
  return fillOrder(draft, { doerIds: everyoneOf(draft), helperIds: [] })
}

/** One order for all: one answers for it, the others help him. */
export function giveTogether(draft: OrderDraft, responsibleId: number): OrderDraft {
  const helperIds = everyoneOf(draft).filter((id) => id !== responsibleId)
  return fillOrder(draft, { doerIds: [responsibleId], helperIds })
}

/** Without those who cannot be given orders any more; `goneIds` says who they are. */
export function withoutGone(
  draft: OrderDraft,
  isHere: (id: number) => boolean,
): { draft: OrderDraft; goneIds: number[] } {
  const ticked = draft.ticked?.filter(isHere)
  const goneIds = [...new Set([...everyoneOf(draft), ...(draft.ticked ?? [])])].filter((id) => !isHere(id))
  if (goneIds.length === 0) return { draft, goneIds }
  const left: OrderDraft = {
    ...draft,
    ticked,
    doerIds: draft.doerIds.filter(isHere),
    helperIds: draft.helperIds.filter(isHere),
    revision: draft.revision + 1,
  }
  // where the question is about somebody who is gone, it is a question no more
  const isMoot =
    draft.step === 'check' ||
    (draft.step === 'deadline' && left.doerIds.length === 0) ||
    (draft.step === 'split' && left.doerIds.length < 2) ||
    (draft.step === 'responsible' && everyoneOf(left).length === 0) ||
    (draft.step === 'helpers' && left.doerIds.length === 0)
  return { draft: isMoot ? goOn(left) : left, goneIds }
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}
