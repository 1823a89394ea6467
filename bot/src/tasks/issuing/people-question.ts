import { type Role, roles } from '../../people/person.ts'
import { roleTexts } from '../../people/role-texts.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { type Button, turningRow } from '../../telegram/keyboard.ts'
import { choosePeopleTexts } from './choose-people-texts.ts'
import { createDoerSearch, type Doer, pageOfDoers } from './doer.ts'
import { doerButton, doersPageButton, groupButton, orderMoveButton } from './issuing-buttons.ts'
import { everyoneOf, type OrderDraft, shortId } from './order-draft.ts'
import { namesOf, type OrderSurroundings } from './order-summary.ts'

const maxLabel = 40
const maxTickedNames = 10

/** A step at which people are chosen. */
export type PeopleStep = 'people' | 'responsible' | 'helpers'

/** Who can be chosen at this step. */
export function candidates(draft: OrderDraft, step: PeopleStep, doers: readonly Doer[]): Doer[] {
  const { doerIds } = draft
  if (step === 'helpers') return doers.filter(({ id }) => !doerIds.includes(id))
  if (step === 'people') return [...doers]
  const known = new Map(doers.map((doer) => [doer.id, doer]))
  return everyoneOf(draft).flatMap((id) => known.get(id) ?? [])
}

export function peopleQuestion(draft: OrderDraft, step: PeopleStep, around: OrderSurroundings): Html {
  const texts = choosePeopleTexts[around.language]
  const { ticked = [], search } = draft
  if (candidates(draft, step, around.doers).length === 0) return texts.nobodyThere
  return joinHtml([
    draft.ticked && step === 'people' ? texts.several : step === 'people' ? texts.one : texts[step],
    search !== undefined && html`\n${texts.searched(search)}`,
    ticked.length > 0 && html`\n${texts.ticked(namesOf(ticked, around, maxTickedNames))}`,
  ])
}

export function peopleRows(
  draft: OrderDraft,
  step: PeopleStep,
  around: OrderSurroundings,
  wanted: number,
): Button[][] {
  const texts = choosePeopleTexts[around.language].buttons
  const id = shortId(draft)
  const all = candidates(draft, step, around.doers)
  const page = pageOfDoers(
    draft.search === undefined ? all : createDoerSearch(all)(draft.search).found,
    wanted,
  )
  const move = (text: string, name: 'several' | 'all' | 'done') => [
    { text, data: orderMoveButton.pack({ draft: id, from: step, move: name }) },
  ]
  const shown = step !== 'responsible' && draft.search === undefined && page.page === 0
  return [
    ...page.doers.map((doer) => [doerRow(draft, step, doer, page.page, around)]),
    turningRow(page, (to) => doersPageButton.pack({ draft: id, of: step, page: to })),
    draft.search === undefined ? [] : move(texts.all, 'all'),
    ...(shown ? groupRows(draft, step, all, around) : []),
    step === 'people' && !draft.ticked && all.length > 1 ? move(texts.several, 'several') : [],
    doneRow(),
  ]

  function doneRow(): Button[] {
    const count = draft.ticked?.length ?? 0
    if (count > 0) return move(texts.done(count), 'done')
    return step === 'helpers' ? move(texts.noHelpers, 'done') : []
  }
}

function doerRow(
  draft: OrderDraft,
  of: PeopleStep,
  { id: personId, name, role, isUnreachable }: Doer,
  page: number,
  { language }: OrderSurroundings,
): Button {
  const isOn = (draft.ticked ?? (of === 'people' ? draft.doerIds : [])).includes(personId)
  const how = draft.ticked === undefined ? 'only' : isOn ? 'untick' : 'tick'
  const mark = isOn ? '✅' : roleTexts[language].emoji[role]
  return {
    text: `${mark} ${shorten(name, maxLabel)}${isUnreachable ? ' 📵' : ''}`,
    data: doerButton.pack({ draft: shortId(draft), of, how, personId, page }),
  }
}

/** A button for each role that several people have. */
function groupRows(
  draft: OrderDraft,
  of: 'people' | 'helpers',
  all: readonly Doer[],
  { language }: OrderSurroundings,
): Button[][] {
  const { group } = choosePeopleTexts[language].buttons
  const { emoji } = roleTexts[language]
  return roles.flatMap((role) => {
    const members = membersOf(all, role)
    if (members.length < 2) return []
    const isOn = members.every(({ id }) => draft.ticked?.includes(id))
    const how = draft.ticked === undefined ? 'only' : isOn ? 'untick' : 'tick'
    const data = groupButton.pack({ draft: shortId(draft), of, how, role, page: 0 })
    return [[{ text: `${isOn ? '✅' : emoji[role]} ${group[role](members.length)}`, data }]]
  })
}

export function membersOf(doers: readonly Doer[], role: Role): Doer[] {
  return doers.filter((doer) => doer.role === role)
}
