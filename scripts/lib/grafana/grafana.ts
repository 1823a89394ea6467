import type { Setup, Step } from '../steps/step.ts'
import { createGrafanaAdminStep } from './grafana-admin.ts'
import { createGrafana } from './grafana-api.ts'
import { createDashboardsStep, createDataSourcesStep } from './grafana-contents.ts'
import { createDirectorStep } from './grafana-director.ts'
import { createStrangersStep } from './grafana-strangers.ts'

/** Once Grafana runs. In this order: all else is asked as the admin, and a home must be there before it is one. */
export function createGrafanaSteps(setup: Setup): Step[] {
  const grafana = createGrafana(setup)
  return [
    createGrafanaAdminStep(setup, grafana),
    createDataSourcesStep(setup, grafana),
    createDashboardsStep(setup, grafana),
    createDirectorStep(setup, grafana),
    createStrangersStep(setup, grafana),
  ]
}
