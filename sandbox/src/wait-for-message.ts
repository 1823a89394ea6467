import type { MessageView } from './control/contract.ts'
import type { ControlClient } from './control-client.ts'

export type WaitOptions = {
  /** Default 10 s. */
  withinMs?: number
  /**
   * 'act' (default): messages new or edited since this person last did something here; 'start': the whole chat.
   * A number: since that revision.
   */
  since?: 'act' | 'start' | number
}

export type MessagesAnswer = { revision: number; messages: MessageView[] }

type Watched = { name: string; path: string; query: object; since: number; withinMs: number }

/**
 * The first message of a bot that fits. What is seen is the state of each message when it is looked at: of two
 * edits in a row only the last may show.
 */
export async function waitForMessage(
  control: ControlClient,
  { name, path, query, since, withinMs }: Watched,
  test: (message: MessageView) => boolean | undefined,
): Promise<MessageView> {
  let seen = since
  const arrived: MessageView[] = []
  const look = async (waitMs: number) => {
    const answer = await control.get<MessagesAnswer>(path, { ...query, since: seen, waitMs })
    for (const message of answer.messages) seen = Math.max(seen, message.revision)
    const fromBot = answer.messages.filter((message) => message.fromBot)
    arrived.push(...fromBot)
    return fromBot.find(test)
  }
  return control.poll(look, withinMs, () => `${name} saw no such message. ${listOf(arrived)}`)
}

export function listOf(messages: readonly MessageView[]): string {
  if (messages.length === 0) return 'Nothing came from the bot.'
  const lines = messages.map((message) => {
    const words = message.text ?? message.caption ?? message.media?.kind ?? 'service message'
    const buttons = (message.buttons ?? []).flat().map((button) => ` [${button.text}]`)
    return `  #${message.messageId} ${message.deleted ? '(deleted) ' : ''}${words}${buttons.join('')}`
  })
  return `What came:\n${lines.join('\n')}`
}
