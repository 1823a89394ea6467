/**
 * The last question of a dialogue in each chat, so that its buttons can go once it has been answered in words. Kept in
 * this process only: at worst old buttons stay, and they answer that they are old.
 */
export interface Prompts {
  /**
   * Notes what the chat shows after an update: `shown` is the last message with buttons that the update brought, `asks`
   * whether a dialogue waits for an answer now. Gives the message whose buttons have had their day.
   */
  settle(chat: string, after: { shown: number | undefined; asks: boolean }): number | undefined
}

export function createPrompts(max = 10_000): Prompts {
  const open = new Map<string, number>()
  return {
    settle(chat, { shown, asks }) {
      const before = open.get(chat)
      // a message without new buttons, such as the next file of an album, leaves the question open
      if (asks && shown === undefined) return undefined
      open.delete(chat)
      if (asks && shown !== undefined) open.set(chat, shown)
      const [oldest] = open.keys()
      if (open.size > max && oldest !== undefined) open.delete(oldest)
      return before === shown ? undefined : before
    },
  }
}
