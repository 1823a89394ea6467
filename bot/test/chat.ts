import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'

/** A test of a message: whether it has all these words. */
export function says(...words: string[]): (message: Message) => boolean {
  return ({ text = '', caption = '' }) => words.every((word) => `${text}${caption}`.includes(word))
}

/** A test of a message: whether it has a button with this label. */
export function offers(label: string): (message: Message) => boolean {
  return (message) => labels(message).some((text) => text.includes(label))
}

/** The labels of the buttons under a message, in their order. */
export function labels(message: Pick<Message, 'buttons'>): string[] {
  return (message.buttons ?? []).flat().map(({ text }) => text)
}

/** Presses a button once the bot has shown it, under a message that fits or else under the newest; gives the toast. */
export async function press(
  person: PersonDriver,
  label: string,
  fits?: (message: Message) => boolean,
): Promise<string | undefined> {
  const shown = await person.waitFor((message) => (fits?.(message) ?? true) && offers(label)(message), {
    since: 'start',
  })
  const pressed = await person.press(label, fits ? { messageId: shown.messageId } : {})
  return (await pressed.answered()).text
}

/** Presses a button again, as somebody does whose message still shows it. */
export async function pressAgain(
  person: PersonDriver,
  { messageId, data }: { messageId: number; data: string },
): Promise<string | undefined> {
  const pressed = await person.pressData(data, { messageId, forge: true })
  return (await pressed.answered()).text
}

/** Says something and waits for an answer that has this in it. */
export async function ask(person: PersonDriver, text: string, answer: string): Promise<Message> {
  await person.send(text)
  return person.waitFor(says(answer))
}

/** The button of a message, to be pressed when the message does not show it any more. */
export function buttonOf(message: Message, label: string): { messageId: number; data: string } {
  const data = message.buttons?.flat().find(({ text }) => text.includes(label))?.data
  if (data === undefined) throw new Error(`no button ${label}`)
  return { messageId: message.messageId, data }
}
