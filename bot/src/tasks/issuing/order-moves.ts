import type { OrderMove } from './issuing-buttons.ts'
import { dropFiles } from './order-content.ts'
import { everyoneOf, fillOrder, goBack, goOn, type OrderDraft, toPeople } from './order-draft.ts'
import { giveEach, takeTicked } from './order-people.ts'

/** What a move does to the draft at the step it belongs to. */
export function moved(draft: OrderDraft, move: OrderMove): OrderDraft {
  switch (move) {
    case 'back':
      return goBack(draft)
    case 'keep':
      return goOn(draft)
    case 'no_text':
      return fillOrder(draft, { withoutText: true })
    case 'drop_files':
      return dropFiles(draft)
    case 'several':
      return { ...draft, ticked: everyoneOf(draft), search: undefined }
    case 'all':
      return { ...draft, search: undefined }
    case 'done':
      return takeTicked(draft)
    case 'each':
      return giveEach(draft)
    case 'together':
      return { ...draft, step: 'responsible' }
    default:
      return move satisfies never
  }
}

/** Asks for a part of the order again; what it was stays until there is something else. */
export function openPart(draft: OrderDraft, step: 'text' | 'people' | 'deadline' | 'helpers'): OrderDraft {
  if (step === 'people') return toPeople(draft)
  const onward = goOn(draft)
  if (step !== 'helpers') return { ...onward, step }
  // helpers are those of one order
  return draft.doerIds.length === 1 ? { ...onward, step, ticked: draft.helperIds } : onward
}
