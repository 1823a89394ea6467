import { setTimeout as sleep } from 'node:timers/promises'
import { offers, says } from '../../../bot/test/chat.ts'
import type { Message, PersonDriver } from '../../../sandbox/src/driver.ts'

/** The bot takes 40 updates of a person within ten seconds, and a ticket is six. */
const pauseMs = 2_000

export interface SteadyFiling {
  /** Ends when everybody has filed what he began; gives how many tickets there were. */
  stop(): Promise<number>
  /** From each act of a filer until its answer was seen, in seconds. */
  waits: number[]
}

/** Each of these people files one ticket after the other. */
export function startFiling(filers: readonly PersonDriver[]): SteadyFiling {
  const stopping = new AbortController()
  const waits: number[] = []

  async function timed<T>(act: Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await act
    waits.push((performance.now() - began) / 1000)
    return result
  }

  /** Waits each time for what the last act brought: the chat is full of earlier tickets. */
  async function fileOneMore(person: PersonDriver, description: string): Promise<void> {
    const shown = (act: Promise<unknown>, test: (message: Message) => boolean) =>
      timed(act.then(() => person.waitFor(test)))
    const press = async (label: string, { messageId }: Message) =>
      (await person.press(label, { messageId })).answered()
    const categories = await shown(person.send('/new'), offers('Принтеры'))
    await shown(press('Принтеры', categories), says('Где это'))
    await shown(person.send('Кабинет 204'), says('Что случилось'))
    const urgencies = await shown(person.send(description), offers('важно'))
    const draft = await shown(press('важно', urgencies), offers('Отправить'))
    await shown(press('Отправить', draft), says('принята'))
  }

  async function file(person: PersonDriver): Promise<number> {
    let filed = 0
    while (!stopping.signal.aborted) {
      await fileOneMore(person, `Не печатает: ${person.firstName} ${filed}`)
      filed += 1
      await sleep(pauseMs)
    }
    return filed
  }

  const filing = filers.map((person) => file(person))
  // what fails is told at the end, and not as something that nobody waits for
  for (const one of filing) one.catch(() => undefined)
  return {
    waits,
    async stop() {
      stopping.abort()
      return (await Promise.all(filing)).reduce((sum, count) => sum + count, 0)
    },
  }
}
