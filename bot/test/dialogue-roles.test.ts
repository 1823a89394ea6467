import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { SessionStore } from '../src/telegram/session.ts'
import { memorySessions } from '../src/telegram/session-stores.ts'
import { type Beginning, beginnings, dialogueNames, go, notBegun } from './dialogue-beginnings.ts'
import { type PressDesk, startPressDesk } from './press-desk.ts'
import { leaked, makePressWorld, type Presser, type PressWorld, typed } from './press-world.ts'

let desk: PressDesk
let world: PressWorld

before(async () => {
  desk = await startPressDesk()
  world = await desk.lasting(makePressWorld)
})
after(() => desk[Symbol.asyncDispose]())

/** What is typed or pressed into a dialogue that should be over. */
const words = ['1', 'заявка 1', typed, 'Тайная', '24.12', '3 ч', '9:00-17:00']
const ended = 'Ваша роль изменилась'

function become(presser: Presser, as: { role?: string; status?: string; gives?: boolean }): Promise<void> {
  const { role = 'staff', status = 'active', gives = false } = as
  return desk.lasting(async (db) => {
    await db.run(sql`
      update person set role = ${role}, status = ${status}, gives_tasks = ${gives}
      where telegram_id = ${world.who[presser]}`)
  })
}

async function begun({ dialogue, by, steps }: Beginning, sessions: SessionStore): Promise<string[]> {
  const { buttons, dialogue: now } = await go({ desk, world }, by, steps, sessions)
  assert.equal(now, dialogue)
  return buttons
}

/** A store that begins as the other one stands, and changes nothing of it. */
function copyOf(store: SessionStore): SessionStore {
  const own = memorySessions()
  let isOwn = false
  return {
    ...own,
    load: (key) => (isOwn ? own : store).load(key),
    save(...saved) {
      isOwn = true
      return own.save(...saved)
    },
  }
}

test('every dialogue that there is is begun here', () => {
  const here = [...beginnings.map(({ dialogue }) => dialogue), ...notBegun]
  assert.deepEqual(dialogueNames().toSorted(), here.toSorted())
})

for (const beginning of beginnings.filter(({ by }) => by !== 'stranger')) {
  const { dialogue, by, outlivesRole } = beginning
  const roleOf = { giver: 'staff', author: 'staff' }[by as string] ?? by

  test(`${dialogue}: who has lost his role meanwhile reads nothing by it and changes nothing`, async () => {
    const sessions = memorySessions()
    const buttons = await begun(beginning, sessions)
    const to = roleOf === 'staff' ? 'specialist' : 'staff'
    await become(by, { role: to })
    try {
      const wrong: string[] = []
      const id = world.who[by]
      const tries = [
        ...words.map((text) => ({ what: text, go: () => desk.write(id, text, copyOf(sessions)) })),
        ...[...new Set(buttons)].map((data) => ({
          what: data,
          go: () => desk.press(id, data, copyOf(sessions)),
        })),
      ]
      for (const { what, go: tryIt } of tries) {
        const { toast, shown, changed, dialogue: now } = await tryIt()
        const read = to === 'staff' ? leaked(`${toast}${shown}`, 'staff') : []
        if (read.length > 0) wrong.push(`${what} shows ${read.join(', ')}`)
        if (outlivesRole) continue
        if (!shown.includes(ended)) wrong.push(`${what}: ${toast} ${shown}`)
        if (changed) wrong.push(`${what} changes something`)
        if (now === dialogue) wrong.push(`${what} goes on`)
      }
      assert.deepEqual(wrong, [])
    } finally {
      await become(by, { role: roleOf, gives: by === 'giver' })
    }
  })

  test(`${dialogue}: who was shut out meanwhile gets one answer, and is in no dialogue when he is let back`, async () => {
    const sessions = memorySessions()
    const buttons = await begun(beginning, sessions)
    await become(by, { role: roleOf, status: 'blocked' })
    const id = world.who[by]
    const wrote = await desk.write(id, typed, sessions)
    assert.match(wrote.shown, /доступ к боту закрыт/)
    assert.equal(wrote.changed, false)
    for (const data of buttons.slice(0, 3)) {
      const { toast, shown, changed } = await desk.press(id, data, sessions)
      assert.match(toast, /доступ к боту закрыт/)
      assert.deepEqual({ shown, changed }, { shown: '', changed: false })
    }
    await become(by, { role: roleOf, gives: by === 'giver' })
    if (outlivesRole) return
    const { dialogue: now } = await desk.write(id, typed, sessions)
    assert.notEqual(now, dialogue)
  })
}
