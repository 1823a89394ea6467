import type { Menu } from './menu.ts'
import type { WorkHandover } from './work-handover.ts'

/** What this feature is given; each use case takes the part it needs. */
export interface PeopleDeps {
  menu: Menu
  work: WorkHandover
  /** Of the school: days and times are shown in it. */
  timezone: string
  /** The bot's name in Telegram, for links to it. */
  botUsername: string
}
