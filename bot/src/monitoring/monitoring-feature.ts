import type { PersonContext } from '../people/identify.ts'
import { roleMay } from '../people/person.ts'
import { createLocalClock } from '../platform/local-date.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Feature } from '../telegram/feature.ts'
import { createAlertmanager } from './alerts/alertmanager.ts'
import { createAlertsRouter } from './alerts/alerts-bot.ts'
import { alertsTexts } from './alerts/alerts-texts.ts'
import { silencingTasks } from './alerts/silencing-job.ts'
import type { OwnHealth } from './status/own-health.ts'
import { createPrometheus } from './status/prometheus.ts'
import { createStatusRouter } from './status/status-bot.ts'
import { statusTexts } from './status/status-texts.ts'

export interface MonitoringFeatureDeps {
  db: Database
  api: Api
  metrics: Metrics
  now: () => Date
  /** Where Alertmanager and Prometheus answer; what is not named is said to be not connected. */
  addresses: { alertmanager: string | undefined; prometheus: string | undefined }
  health: () => Promise<OwnHealth>
  timezone: string
}

/** What admins see of the installation: what fires, and how everything is. */
export function createMonitoringFeature(deps: MonitoringFeatureDeps): Feature<PersonContext> {
  const { health, timezone, addresses } = deps
  const alertmanager =
    addresses.alertmanager === undefined ? undefined : createAlertmanager(addresses.alertmanager)
  const prometheus = addresses.prometheus === undefined ? undefined : createPrometheus(addresses.prometheus)
  const isFor = roleMay('manage_monitoring')
  return {
    name: 'monitoring',
    routers: [
      createAlertsRouter({ alertmanager, timezone }),
      createStatusRouter({ prometheus, health, timezone }),
    ],
    tasks: silencingTasks({ ...deps, alertmanager, clock: createLocalClock(timezone) }),
    commands: [
      {
        command: 'alerts',
        description: { ru: alertsTexts.ru.command, en: alertsTexts.en.command },
        button: { ru: alertsTexts.ru.button, en: alertsTexts.en.button },
        isFor,
      },
      {
        command: 'status',
        description: { ru: statusTexts.ru.command, en: statusTexts.en.command },
        button: { ru: statusTexts.ru.button, en: statusTexts.en.button },
        isFor,
      },
    ],
  }
}
