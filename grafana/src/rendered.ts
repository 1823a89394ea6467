import { helpdeskDashboard } from './helpdesk.ts'
import { kpiDashboard } from './kpi.ts'
import { operationsDashboard } from './operations.ts'
import { redDashboard } from './red.ts'
import { sloDashboard } from './slo.ts'

/** The files of grafana/dashboards: their text by their name. */
export function renderDashboards(): Map<string, string> {
  const dashboards = [
    redDashboard(),
    kpiDashboard(),
    helpdeskDashboard(),
    operationsDashboard(),
    sloDashboard(),
  ]
  return new Map(
    dashboards.map((dashboard) => [`${dashboard.uid}.json`, `${JSON.stringify(dashboard, null, 2)}\n`]),
  )
}
