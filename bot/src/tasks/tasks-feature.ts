import type { PersonContext } from '../people/identify.ts'
import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Feature } from '../telegram/feature.ts'
import type { TaskSettings } from './task-settings.ts'

export interface TasksDeps {
  db: Database
  api: Api
  settings: TaskSettings
  now: () => Date
}

/** Orders with deadlines: giving them, doing them, and seeing who is late. */
export function createTasksFeature(_deps: TasksDeps): Feature<PersonContext> {
  return {
    name: 'tasks',
    routers: [],
    commands: [],
    deliveries: {},
    tasks: {},
    crons: [],
  }
}
