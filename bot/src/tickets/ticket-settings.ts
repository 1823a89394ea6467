/** What the configuration says about tickets. */
export interface TicketSettings {
  /** The group of the specialists; without one each of them gets the cards in private. */
  supportChatId: number | undefined
  /** Days in which a closed ticket may be reopened. */
  reopenDays: number
  /** Working days of silence after which the author is reminded to confirm. */
  remindAfterWorkingDays: number
  /** Working days of silence after which a resolved ticket is closed. */
  closeAfterWorkingDays: number
  timezone: string
  /** The bot's name, for links that open a ticket in private. */
  botUsername: string
}
