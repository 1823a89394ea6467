import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { MenuCommand } from '../src/telegram/feature.ts'
import { type Outcome, type PressDesk, startPressDesk } from './press-desk.ts'
import { leaked, makePressWorld, type PressWorld, pressers } from './press-world.ts'

let desk: PressDesk
let world: PressWorld
let commands: MenuCommand[]

before(async () => {
  desk = await startPressDesk()
  world = await desk.lasting(makePressWorld)
  const { offered } = desk.features.menu
  const readers = ['staff', 'specialist', 'director', 'admin'].map((role) => ({ role, givesTasks: true }))
  commands = [...new Set(readers.flatMap((reader) => offered({ ...reader, language: 'ru' } as never)))]
})
after(() => desk[Symbol.asyncDispose]())

/** Opens nothing and changes nothing; words in answer. */
function isRefusal({ shown, toast, changed, dialogue, buttons }: Outcome): boolean {
  const isIdle = !changed && buttons.length === 0 && (dialogue === undefined || dialogue === 'told')
  return isIdle && `${shown}${toast}` !== ''
}

for (const presser of pressers) {
  test(`${presser} gets by a command, an old keyboard and an old menu what his role allows, and no more`, async () => {
    const role = presser === 'giver' ? 'staff' : presser
    const isMember = ['staff', 'specialist', 'director', 'admin'].includes(role)
    const wrong: string[] = []
    for (const { command, button, isFor } of commands) {
      const id = world.who[presser]
      const outcomes = [await desk.write(id, `/${command}`), await desk.press(id, `menu:${command}`)]
      if (button) outcomes.push(await desk.write(id, button.ru), await desk.write(id, button.en))
      for (const [i, outcome] of outcomes.entries()) {
        const read = leaked(`${outcome.toast}${outcome.shown}`, presser)
        if (read.length > 0) wrong.push(`${command} ${i} shows ${read.join(', ')}`)
        // the calendar is in the menu of who edits it; whoever was let in may read it
        const isHis = isMember && (isFor({ role, givesTasks: presser === 'giver' }) || command === 'calendar')
        // a stranger is told how to get in, with the button that asks for it
        if (!isHis && presser !== 'stranger' && !isRefusal(outcome))
          wrong.push(`${command} ${i}: ${outcome.shown.slice(0, 200)}`)
      }
    }
    assert.deepEqual(wrong, [])
  })

  test(`a link to a ticket or an order tells ${presser} nothing of what is not his, not even that it is there`, async () => {
    const { ids, who } = world
    const links = [
      { there: `t_${ids.ticket}`, gone: 't_2000000001', maySee: ['specialist', 'director', 'admin'] },
      { there: `o_${ids.order}`, gone: 'o_2000000001', maySee: ['director'] },
    ]
    for (const { there, gone, maySee } of links) {
      const named = await desk.write(who[presser], `/start ${there}`)
      assert.deepEqual(leaked(named.shown, presser), [])
      const unnamed = await desk.write(who[presser], `/start ${gone}`)
      assert.equal(named.shown === unnamed.shown, !maySee.includes(presser), there)
    }
  })
}

test('a number that is looked for finds only what may be seen', async () => {
  const { ids, who } = world
  for (const presser of ['staff', 'giver'] as const) {
    const found = await desk.write(who[presser], `/find ${ids.ticket}`)
    const missing = await desk.write(who[presser], '/find 2000000001')
    assert.equal(found.shown.replaceAll(String(ids.ticket), '*'), missing.shown.replaceAll('2000000001', '*'))
  }
})
