import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common'
import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
  TimePickerBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { prometheus } from './datasources.ts'
import type { NumberedPanel } from './panels.ts'

export interface DashboardOptions {
  /** Alerts, the guide and people's bookmarks lead here by it: it never changes. */
  uid: string
  title: string
  description: string
  /** The time range it opens with, until now. */
  from: string
  refresh: string
  /** Without: the periods are chosen otherwise. */
  timePicker?: boolean
  variables?: Builder<VariableModel>[]
  /** Dashboards that this one leads to. */
  links: { uid: string; title: string; keepTime?: boolean }[]
  deploys: { name: string; shown: boolean }
  sections: { title: string; panels: NumberedPanel[] }[]
}

/** In the classic form: Grafana takes no other from a file. */
export function buildDashboard(options: DashboardOptions) {
  // oxlint-disable-next-line typescript/no-deprecated -- see above
  const dashboard = new DashboardBuilder(options.title)
    .id(null)
    .uid(options.uid)
    .description(options.description)
    .tags(['schoolbot'])
    .readonly()
    .timezone('browser')
    .weekStart('monday')
    .time({ from: options.from, to: 'now' })
    .refresh(options.refresh)
    .tooltip(DashboardCursorSync.Crosshair)
    .timepicker(new TimePickerBuilder().hidden(options.timePicker === false))
    .variables(options.variables ?? [])
    .annotation(deploys(options.deploys))
  for (const { uid, title, keepTime = true } of options.links) {
    dashboard.link(
      new DashboardLinkBuilder(title)
        .type(DashboardLinkType.Link)
        .icon('dashboard')
        .url(`/d/${uid}`)
        .keepTime(keepTime),
    )
  }
  let id = 0
  for (const { title, panels } of options.sections) {
    id += 1
    dashboard.withRow(new RowBuilder(title).id(id))
    for (const panel of panels) {
      id += 1
      panel.id(id)
      dashboard.withPanel(panel)
    }
  }
  const built = dashboard.build()
  // without one of its own a panel would send all its queries to the default datasource
  for (const panel of built.panels ?? []) {
    if ('targets' in panel) panel.datasource = datasourceOf(panel.targets ?? [])
  }
  // the SDK puts switches into a menu behind three dots
  for (const part of [...(built.links ?? []), ...(built.annotations?.list ?? [])]) delete part.placement
  return built
}

function datasourceOf([first]: object[]): DataSourceRef {
  if (first !== undefined && 'datasource' in first) return first.datasource as DataSourceRef
  throw new Error('a panel without a query')
}

/** A mark where the first replica of a version began; a restart of all replicas makes one as well. */
function deploys({ name, shown }: DashboardOptions['deploys']): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(prometheus)
    .enable(shown)
    .iconColor('purple')
    .expr(
      'min by (version) (process_start_time_seconds{job="bot"} * on (instance) group_left (version) schoolbot_build_info{job="bot"}) * 1000',
    )
    .useValueForTime(true)
    .step('60s')
    .titleFormat(name)
    .textFormat('{{version}}')
}
