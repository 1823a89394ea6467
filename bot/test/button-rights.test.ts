import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { handlersOf } from '../src/features.ts'
import { exportTexts } from '../src/tickets/export/export-texts.ts'
import { type Outcome, type PressDesk, startPressDesk } from './press-desk.ts'
import { pressTable } from './press-table.ts'
import { leaked, makePressWorld, type PressedIds, type PressWorld, pressers } from './press-world.ts'

let desk: PressDesk
let world: PressWorld

before(async () => {
  desk = await startPressDesk()
  world = await desk.lasting(makePressWorld)
})
after(() => desk[Symbol.asyncDispose]())

/** Whether more came of a press than a word of refusal. */
function hasGot({ shown, changed, dialogue }: Outcome): boolean {
  const isShown = shown !== '' && shown !== exportTexts.ru.notAllowed.html
  return isShown || changed || (dialogue !== undefined && dialogue !== 'told')
}

const kindOf = (data: string) => data.split(':')[0] ?? ''

test('every kind of button there is has a case here', () => {
  const labels = handlersOf(desk.features).map(({ label }) => label)
  const kinds = labels.flatMap((label) => /\/button_(.+)$/.exec(label)?.[1] ?? [])
  const pressed = new Set(pressTable.map(({ data }) => kindOf(data(world.ids))))
  assert.ok(kinds.length > 150)
  assert.deepEqual(
    kinds.filter((kind) => !pressed.has(kind)),
    [],
  )
})

for (const presser of pressers) {
  test(`${presser} gets by each kind of button what the table says, and reads nothing that is not for him`, async () => {
    const wrong: string[] = []
    for (const { data, gets } of pressTable) {
      const pressed = data(world.ids)
      const outcome = await desk.press(world.who[presser], pressed)
      if (hasGot(outcome) !== gets.includes(presser))
        wrong.push(`${pressed}: ${outcome.toast} ${outcome.shown}`)
      const read = leaked(`${outcome.toast}${outcome.shown}`, presser)
      if (read.length > 0) wrong.push(`${pressed} shows ${read.join(', ')}`)
      if (outcome.toast === '' && outcome.shown === '' && !outcome.changed)
        wrong.push(`${pressed} is not answered`)
    }
    assert.deepEqual(wrong, [])
  })
}

test('whoever may not see what a number names gets the same answer as for a number that names nothing', async () => {
  const absent = Object.fromEntries(
    Object.keys(world.ids).map((name, i) => [name, 2_000_000_001 + i]),
  ) as unknown as PressedIds
  const differs: string[] = []
  for (const { data, gets } of pressTable) {
    const [named, unnamed] = [data(world.ids), data(absent)]
    if (named === unnamed) continue
    for (const presser of ['staff', 'giver', 'specialist', 'admin'] as const) {
      // who may see all tickets, or all people, may know which there are
      const maySee = presser === 'admin' || presser === 'specialist'
      if (gets.includes(presser) || (maySee && !/^(task|ta_|give|kpi)/.test(named))) continue
      const [there, gone] = [
        await desk.press(world.who[presser], named),
        await desk.press(world.who[presser], unnamed),
      ]
      if (there.toast !== gone.toast || there.shown !== gone.shown)
        differs.push(`${presser} ${named}: ${there.toast} | ${gone.toast}`)
    }
  }
  assert.deepEqual(differs, [])
})

test('in a group no button shows anything that not everybody in it may read, whoever presses it', async () => {
  const wrong: string[] = []
  for (const presser of pressers) {
    for (const { data } of pressTable) {
      const pressed = data(world.ids)
      // a card of the group shows how it stands: what is pressed there is under one
      if (kindOf(pressed) === 't_take') continue
      const { shown, toast } = await desk.pressInGroup(world.who[presser], pressed)
      const read = leaked(shown, 'staff')
      if (read.length > 0) wrong.push(`${presser} ${pressed} shows ${read.join(', ')}`)
      // a toast is seen by who presses
      if (leaked(toast, presser).length > 0) wrong.push(`${presser} ${pressed}: ${toast}`)
    }
  }
  assert.deepEqual(wrong, [])
})
