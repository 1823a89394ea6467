import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { offers } from './chat.ts'

/** How long somebody waits for an answer before he begins again: prompts may be lost with a killed process. */
const patienceMs = 4_000
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
  try {
    await person.send('/new')
    const first = await person.waitFor(
      (message) => offers('Принтеры')(message) || offers('заново')(message),
      { withinMs: patienceMs },
    )
    if (offers('заново')(first)) {
      await person.press('заново', { messageId: first.messageId })
      await person.waitFor(offers('Принтеры'), { withinMs: patienceMs })
    }
    await person.press('Принтеры')
    await person.waitFor((message) => message.text?.includes('Где это'), { withinMs: patienceMs })
    await person.send(place)
    await person.waitFor((message) => message.text?.includes('Что случилось'), { withinMs: patienceMs })
    await person.send(`Не печатает, ${place}`)
    await person.waitFor(offers('важно'), { withinMs: patienceMs })
    await person.press('важно')
    const check = await person.waitFor(
      (message) => offers('Отправить')(message) && message.text?.includes(place),
      { withinMs: patienceMs },
    )
    await person.press('Отправить', { messageId: check.messageId })
    return true
  } catch {
    return false
  }
}
