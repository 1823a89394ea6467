import type { CronItem, TaskList } from 'graphile-worker'
import type { UpdateContext } from './context.ts'
import type { Delivery, DeliveryHooks } from './deliver.ts'
import type { Router } from './router.ts'

/** What a feature brings: handlers, kinds of outbox entries it sends, jobs and their times. All but a name may be absent. */
export interface Feature<C extends UpdateContext> {
  name: string
  routers: readonly Router<C>[]
  deliveries?: Record<string, Delivery>
  tasks?: TaskList
  crons?: readonly CronItem[]
  hooks?: Partial<DeliveryHooks>
}
