import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'

export const says = (part: string) => (message: Message) =>
  (message.text ?? message.caption)?.includes(part) ?? false

export const offers = (label: string) => (message: Message) =>
  message.buttons?.flat().some(({ text }) => text.includes(label)) ?? false

/** Presses the newest button with this label once the bot has shown it; gives the toast. */
export async function press(person: PersonDriver, label: string): Promise<string | undefined> {
  await person.waitFor(offers(label), { since: 'start' })
  const pressed = await person.press(label)
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
