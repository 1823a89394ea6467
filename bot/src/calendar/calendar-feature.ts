import type { PersonContext } from '../people/identify.ts'
import { roleMay } from '../people/person.ts'
import type { Feature } from '../telegram/feature.ts'
import { createCalendarRouter } from './calendar-bot.ts'
import { calendarTexts } from './calendar-texts.ts'
import { createDaysRouter } from './editing/days-bot.ts'
import { createWeekRouter } from './editing/week-bot.ts'
import { createDayExportRouter } from './files/day-export-bot.ts'
import { dayFileDelivery } from './files/day-file-delivery.ts'
import { createImportRouter } from './files/import-bot.ts'
import { type ImportDeliveryDeps, importDelivery } from './files/import-delivery.ts'
import { dayFileKind, dayImportKind } from './files/owed-day-files.ts'

/** The school calendar: everybody may read it, admins change it by hand and by file. */
export function createCalendarFeature(deps: ImportDeliveryDeps): Feature<PersonContext> {
  return {
    name: 'calendar',
    routers: [
      createCalendarRouter(deps),
      createWeekRouter(deps),
      createDaysRouter(deps),
      createImportRouter(deps),
      createDayExportRouter(),
    ],
    commands: [
      {
        command: 'calendar',
        description: { ru: calendarTexts.ru.command, en: calendarTexts.en.command },
        button: { ru: calendarTexts.ru.key, en: calendarTexts.en.key },
        isFor: roleMay('manage_calendar'),
      },
    ],
    deliveries: { [dayFileKind]: dayFileDelivery(deps) },
    heavyDeliveries: { [dayImportKind]: importDelivery(deps) },
  }
}
