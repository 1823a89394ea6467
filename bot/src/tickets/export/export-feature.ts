import type { PersonContext } from '../../people/identify.ts'
import { roleMay } from '../../people/person.ts'
import type { Feature } from '../../telegram/feature.ts'
import { createExportRouter } from './export-bot.ts'
import { type ExportDeliveryDeps, exportDelivery } from './export-delivery.ts'
import { owedExportKind } from './export-order.ts'
import { exportTexts } from './export-texts.ts'

/** Tickets of a period as a file: asked for in a dialogue, made and sent by the worker. */
export function createExportFeature(deps: ExportDeliveryDeps): Feature<PersonContext> {
  return {
    name: 'export',
    routers: [createExportRouter(deps)],
    commands: [
      {
        command: 'export',
        description: { ru: exportTexts.ru.command, en: exportTexts.en.command },
        isFor: roleMay('export_tickets'),
      },
    ],
    heavyDeliveries: { [owedExportKind]: exportDelivery(deps) },
  }
}
