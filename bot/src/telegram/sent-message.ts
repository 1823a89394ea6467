/** What the bot keeps of Telegram's answer to a message it sent. */
export interface SentMessage {
  message_id: number
  chat: { id: number }
}
