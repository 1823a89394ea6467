import { setTimeout } from 'node:timers/promises'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { offers } from './chat.ts'

/** How long somebody waits for an answer before he begins again: prompts may be lost with a killed process. */
const patienceMs = 4_000
/**
 * A person does at most 40 things in 10 s, or the bot asks him to go slower and leaves the rest undone: also a press on
 * «Отправить», which nobody here repeats.
 */
const paceMs = 260
/** A receipt may not be lost; it only may be late. */
const receiptMs = 60_000

/**
 * Files one ticket as a person with patience does: who gets no answer begins anew, but never sends a finished draft
 * twice. Resolves when the receipt for this place has come.
 */
export async function fileWithPatience(person: PersonDriver, place: string): Promise<void> {
  while (!(await fillDraft(person, place))) continue
  await person.waitFor((message) => message.text?.includes('принята') && message.text.includes(place), {
    since: 'start',
    withinMs: receiptMs,
  })
}

async function fillDraft(person: PersonDriver, place: string): Promise<boolean> {
  const paced = async (act: () => Promise<unknown>) => {
    await setTimeout(paceMs)
    await act()
  }
  try {
    await paced(() => person.send('/new'))
    const first = await person.waitFor(
      (message) => offers('Принтеры')(message) || offers('заново')(message),
      { withinMs: patienceMs },
    )
    if (offers('заново')(first)) {
      await paced(() => person.press('заново', { messageId: first.messageId }))
      await person.waitFor(offers('Принтеры'), { withinMs: patienceMs })
    }
    await paced(() => person.press('Принтеры'))
    await person.waitFor((message) => message.text?.includes('Где это'), { withinMs: patienceMs })
    await paced(() => person.send(place))
    await person.waitFor((message) => message.text?.includes('Что случилось'), { withinMs: patienceMs })
    await paced(() => person.send(`Не печатает, ${place}`))
    await person.waitFor(offers('важно'), { withinMs: patienceMs })
    await paced(() => person.press('важно'))
    const check = await person.waitFor(
      (message) => offers('Отправить')(message) && message.text?.includes(place),
      { withinMs: patienceMs },
    )
    await paced(() => person.press('Отправить', { messageId: check.messageId }))
    return true
  } catch {
    return false
  }
}
