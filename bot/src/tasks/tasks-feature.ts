import { cameBackKinds } from '../people/came-back.ts'
import type { PersonContext } from '../people/identify.ts'
import { isGiver } from '../people/person.ts'
import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Feature } from '../telegram/feature.ts'
import { createTaskDeadlineRouter } from './acting/deadline-bot.ts'
import { createDecideRouter } from './acting/decide-bot.ts'
import { createTaskDoerRouter } from './acting/doer-bot.ts'
import { createReasonRouter } from './acting/reason-bot.ts'
import { createTaskWordsRouter } from './acting/words-bot.ts'
import { ordersAnewDelivery } from './card/orders-anew-delivery.ts'
import { taskCardDelivery } from './card/task-card-delivery.ts'
import { taskFilesDelivery } from './card/task-files-delivery.ts'
import { createTaskReadingRouter } from './card/task-reading-bot.ts'
import { tellUnreachedDoer } from './card/tell-unreached-doer.ts'
import { createEditedOrderRouter } from './issuing/edited-order-bot.ts'
import { createIssuingRouter } from './issuing/issuing-bot.ts'
import { issuingTexts } from './issuing/issuing-texts.ts'
import { createOrderMessagesRouter } from './issuing/order-messages-bot.ts'
import { createOrderPressesRouter } from './issuing/order-presses-bot.ts'
import { taskListTexts } from './lists/task-list-texts.ts'
import { createTasksInGroupRouter, createTasksRouter } from './lists/tasks-bot.ts'
import { createReminderJobs } from './reminders/reminders-feature.ts'
import { mayReadTaskNotice } from './task-notice-reader.ts'
import type { TaskSettings } from './task-settings.ts'

export interface TasksDeps {
  db: Database
  api: Api
  settings: TaskSettings
  now: () => Date
}

/** Orders with deadlines: giving them, doing them, and seeing who is late. */
export function createTasksFeature(deps: TasksDeps): Feature<PersonContext> {
  const { now } = deps
  return {
    name: 'tasks',
    routers: [
      createIssuingRouter(deps),
      createOrderPressesRouter(deps),
      createOrderMessagesRouter(deps),
      createEditedOrderRouter(deps),
      createTaskReadingRouter(deps),
      createTasksRouter(deps),
      createTasksInGroupRouter(deps),
      createDecideRouter(deps),
      createTaskWordsRouter(deps),
      createTaskDeadlineRouter(deps),
      createReasonRouter(deps),
      createTaskDoerRouter(deps),
    ],
    commands: [
      {
        command: 'task',
        description: { ru: issuingTexts.ru.command, en: issuingTexts.en.command },
        button: { ru: issuingTexts.ru.button, en: issuingTexts.en.button },
        formerButtons: ['📌 Поручение'],
        isFor: isGiver,
      },
      {
        command: 'tasks',
        description: { ru: taskListTexts.ru.command, en: taskListTexts.en.command },
        button: { ru: taskListTexts.ru.button, en: taskListTexts.en.button },
        // everybody may be given one
        isFor: () => true,
      },
    ],
    deliveries: {
      'task-card': taskCardDelivery(deps),
      'task-files': taskFilesDelivery(deps),
      [cameBackKinds.orders]: ordersAnewDelivery(deps),
    },
    mayStillRead: mayReadTaskNotice(deps.db),
    ...createReminderJobs(deps),
    hooks: {
      unreachable: (tx, entry) => tellUnreachedDoer(tx, entry, now()),
    },
  }
}
