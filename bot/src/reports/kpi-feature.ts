import type { PersonContext } from '../people/identify.ts'
import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Feature } from '../telegram/feature.ts'
import { kpiExportDelivery } from './export/kpi-export-delivery.ts'
import { owedKpiExportKind } from './export/kpi-export-order.ts'
import { createKpiInGroupRouter, createKpiRouter, type KpiBotDeps } from './kpi-bot.ts'
import { kpiListTexts } from './kpi-list-texts.ts'

export interface KpiFeatureDeps extends KpiBotDeps {
  db: Database
  api: Api
  now: () => Date
}

/** The figures of the school for its director, and everybody's own. */
export function createKpiFeature(deps: KpiFeatureDeps): Feature<PersonContext> {
  return {
    name: 'kpi',
    routers: [createKpiRouter(deps), createKpiInGroupRouter(deps)],
    commands: [
      {
        command: 'kpi',
        description: { ru: kpiListTexts.ru.command, en: kpiListTexts.en.command },
        button: { ru: kpiListTexts.ru.button, en: kpiListTexts.en.button },
        // everybody sees his own
        isFor: () => true,
      },
    ],
    heavyDeliveries: { [owedKpiExportKind]: kpiExportDelivery(deps) },
  }
}
