import type { CronItem, TaskList } from 'graphile-worker'
import type { Language } from '../platform/language.ts'
import type { UpdateContext } from './context.ts'
import type { Delivery, DeliveryHooks } from './deliver.ts'
import type { MayStillRead } from './late-calls.ts'
import type { Router } from './router.ts'

/** What a feature does apart from updates: kinds of outbox entries it sends, jobs and their times. */
export interface JobParts {
  deliveries?: Record<string, Delivery>
  /** Those that make or read files: few of them are under way at once in a process. */
  heavyDeliveries?: Record<string, Delivery>
  /** Asked before a message goes out that waited long. */
  mayStillRead?: MayStillRead
  tasks?: TaskList
  crons?: readonly CronItem[]
}

/** What decides which commands somebody is offered. */
export interface MenuReader {
  role: string
  /** He may give orders whatever his role. */
  givesTasks: boolean
}

/** A command as the menu shows it. */
export interface MenuCommand {
  command: string
  description: Record<Language, string>
  /** The text of its button on the reply keyboard; without one it is in the menu of commands only. */
  button?: Record<Language, string>
  /** What its button said before: reply keyboards in old chats still do. */
  formerButtons?: readonly string[]
  /** Who sees it; the handler checks the right itself. */
  isFor: (reader: MenuReader) => boolean
}

/** What a feature brings; features.ts joins them. */
export interface Feature<C extends UpdateContext> extends JobParts {
  name: string
  routers: readonly Router<C>[]
  commands?: readonly MenuCommand[]
  hooks?: Partial<DeliveryHooks>
}
