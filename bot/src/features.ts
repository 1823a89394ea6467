import { Composer, type MiddlewareFn } from 'telegraf'
import type { UserFromGetMe } from 'telegraf/types'
import { createCalendarFeature } from './calendar/calendar-feature.ts'
import { ensureCalendar } from './calendar/ensure-calendar.ts'
import { createSchoolTime, type SchoolTime } from './calendar/school-time.ts'
import type { Config } from './config.ts'
import type { Health } from './http/health.ts'
import { createMonitoringFeature } from './monitoring/monitoring-feature.ts'
import { owedBotProfile } from './people/bot-profile.ts'
import { endWithRole } from './people/end-with-role.ts'
import { ensureAdmins } from './people/ensure-admins.ts'
import { followReachability } from './people/follow-reachability.ts'
import { identify, isLetIn, type PersonContext, type VisitorContext } from './people/identify.ts'
import { limitPerson } from './people/limit-person.ts'
import { createMenu, type Menu } from './people/menu.ts'
import { peopleCommands } from './people/people-commands.ts'
import { createFallbackFeature, createPeopleFeature } from './people/people-feature.ts'
import { pressMenu } from './people/press-menu.ts'
import { refreshCommandMenus } from './people/refresh-command-menus.ts'
import { owedStrangerCommands } from './people/stranger-commands.ts'
import { turnAway } from './people/turn-away.ts'
import { createVisitorsFeature } from './people/visitors-feature.ts'
import { allWork } from './people/work-handover.ts'
import type { Metrics } from './platform/metrics.ts'
import type { Database } from './platform/postgres.ts'
import { createKpiFeature } from './reports/kpi-feature.ts'
import { openLinkedTask } from './tasks/card/open-linked-task.ts'
import { sendTask } from './tasks/card/send-task.ts'
import { createGiversFeature, giversCommands } from './tasks/givers/givers-feature.ts'
import type { TaskSettings } from './tasks/task-settings.ts'
import { createTaskWork } from './tasks/task-work.ts'
import { createTasksFeature } from './tasks/tasks-feature.ts'
import type { Api } from './telegram/api.ts'
import type { UpdateContext } from './telegram/context.ts'
import type { DeliveryHooks } from './telegram/deliver.ts'
import { createDownloadFile } from './telegram/download-file.ts'
import type { Feature } from './telegram/feature.ts'
import type { PersonLimit } from './telegram/person-limit.ts'
import { includeRouters, type KnownHandler } from './telegram/router.ts'
import { createAuthorFeature } from './tickets/author/author-feature.ts'
import { createCategoriesFeature } from './tickets/categories/categories-feature.ts'
import { createTargetsFeature } from './tickets/clocks/targets-feature.ts'
import { createExportFeature } from './tickets/export/export-feature.ts'
import { createStrayMessageFeature } from './tickets/filing/stray-message-feature.ts'
import { openLinkedTicket } from './tickets/reading/open-ticket.ts'
import { createSearchFeature } from './tickets/search/search-feature.ts'
import { createSilenceFeature } from './tickets/silence/silence-feature.ts'
import { createTicketWork } from './tickets/specialist/hand-over-work.ts'
import { createSpecialistFeature } from './tickets/specialist/specialist-feature.ts'
import type { TicketSettings } from './tickets/ticket-settings.ts'
import { createClocksFeature } from './tickets/watch/clocks-feature.ts'

export interface FeatureDeps {
  config: Config
  db: Database
  api: Api
  me: UserFromGetMe
  metrics: Metrics
  /** The checks behind /healthz. */
  health: () => Promise<Health>
  now: () => Date
}

/** All that the school's bot can do, in the order in which it is asked. */
export async function createFeatures(deps: FeatureDeps): Promise<Features> {
  await ensureAdmins(deps.db, deps.config.adminTelegramIds, deps.now())
  await ensureCalendar(deps.db, deps.config.school)
  await owedStrangerCommands(deps.db)
  await owedBotProfile(deps.db)
  const settings = ticketSettings(deps)
  const schoolTime = createSchoolTime(deps.db, deps.config.school.timezone)
  const tickets = [
    createAuthorFeature({ settings }),
    createSpecialistFeature({ ...deps, settings }),
    createSearchFeature(),
    createExportFeature({ ...deps, timezone: settings.timezone }),
    createCategoriesFeature(),
    createTargetsFeature(),
    createSilenceFeature({ ...deps, settings, schoolTime }),
    createClocksFeature({ ...deps, settings }),
  ]
  const orderSettings = taskSettings(deps, schoolTime)
  const tasks = createTasksFeature({ ...deps, settings: orderSettings })
  const { timezone } = settings
  const download = createDownloadFile({ ...deps, ...deps.config.telegram })
  const calendar = createCalendarFeature({ ...deps, timezone, download })
  const kpi = createKpiFeature({ ...deps, timezone, botUsername: deps.me.username, sendTask })
  const monitoring = createMonitoringFeature({ ...deps, addresses: deps.config.monitoring, timezone })
  const workFeatures = [...tickets, tasks, kpi, calendar, monitoring]
  // in the order in which people see them
  const menu = createMenu([
    ...workFeatures.flatMap(({ commands }) => commands ?? []),
    ...giversCommands,
    ...peopleCommands,
  ])
  await refreshCommandMenus(deps.db, menu)
  const peopleDeps = {
    menu,
    work: allWork([createTicketWork(settings), createTaskWork(orderSettings)]),
    timezone: settings.timezone,
    botUsername: deps.me.username,
  }
  return {
    menu,
    visitors: createVisitorsFeature({
      ...peopleDeps,
      onStart: { t: openLinkedTicket, o: openLinkedTask(settings) },
    }),
    people: [
      // before the tickets, which take every message that was edited
      tasks,
      ...tickets,
      kpi,
      calendar,
      monitoring,
      createGiversFeature({ menu }),
      createPeopleFeature({ ...deps, ...peopleDeps }),
      createStrayMessageFeature(),
      createFallbackFeature({ menu }),
    ],
  }
}

function ticketSettings({ config, me }: FeatureDeps): TicketSettings {
  return {
    ...config.tickets,
    supportChatId: config.supportChatId,
    timezone: config.school.timezone,
    botUsername: me.username,
  }
}

function taskSettings({ config, me }: FeatureDeps, schoolTime: SchoolTime): TaskSettings {
  return {
    ...config.tasks,
    timezone: config.school.timezone,
    schoolTime,
    botUsername: me.username,
  }
}

export interface Features {
  menu: Menu
  /** Open to everybody: asking for access, invites. */
  visitors: Feature<VisitorContext>
  /** Open to people who were let in. */
  people: readonly Feature<PersonContext>[]
}

/** The order of an update: is it too much, who is it, what did he press, is he still who began, may he in; then the routers. */
export function handlerOf(features: Features, limit: PersonLimit): MiddlewareFn<UpdateContext> {
  const visitors = includeRouters(features.visitors.routers)
  const people = includeRouters(features.people.flatMap((feature) => [...feature.routers]))
  return Composer.compose([
    limitPerson(limit),
    identify as MiddlewareFn<UpdateContext>,
    followReachability as MiddlewareFn<UpdateContext>,
    pressMenu(features.menu),
    endWithRole as MiddlewareFn<UpdateContext>,
    turnAway as MiddlewareFn<UpdateContext>,
    visitors as MiddlewareFn<UpdateContext>,
    Composer.optional((ctx) => isLetIn(ctx as VisitorContext), people as MiddlewareFn<UpdateContext>),
  ])
}

/** Every handler there is. */
export function handlersOf(features: Features): KnownHandler[] {
  return [features.visitors.routers, ...features.people.map((feature) => feature.routers)].flatMap(
    (routers) => routers.flatMap((router) => router.handlers),
  )
}

/** Calls the hooks of all features, one after the other. */
export function hooksOf(features: Features): DeliveryHooks {
  const hooks = [features.visitors, ...features.people].flatMap((feature) => feature.hooks ?? [])
  return {
    async unreachable(tx, entry) {
      for (const hook of hooks) await hook.unreachable?.(tx, entry)
    },
    async migrated(tx, from, to) {
      for (const hook of hooks) await hook.migrated?.(tx, from, to)
    },
  }
}
