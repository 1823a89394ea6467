import type { Context } from 'telegraf'
import type { Language } from '../platform/language.ts'
import type { Log } from '../platform/log.ts'
import type { Tx } from '../platform/postgres.ts'
import type { Incoming } from './incoming.ts'
import type { Session } from './session.ts'
import type { Ui } from './ui.ts'

/**
 * What a handler gets: Telegraf's context of one update, and the parts that belong to this update alone.
 * `ctx.telegram` and Telegraf's own answers (`ctx.reply` and the like) throw: nothing calls Telegram inside the
 * transaction. Use `ui` for what may be lost, `queueMessages` for what a person must get.
 */
export interface UpdateContext extends Context {
  /** The transaction of this update: the claim, the changes and the messages owed commit together. */
  tx: Tx
  now: Date
  /** Carries the update_id on every line. */
  log: Log
  language: Language
  /** The message of this update, new or edited; undefined for a press and everything else. */
  incoming: Incoming | undefined
  session: Session
  ui: Ui
  /** The command that the pressed button of the reply keyboard stands for. */
  menuCommand?: string
  /** The dialogue that the command of this update has ended. */
  leftDialogue?: string
  /** `router/handler` once one has matched: the label of metrics and logs. */
  handler: string
}
