import { PanelBuilder as BarChart } from '@grafana/grafana-foundation-sdk/barchart'
import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import {
  BigValueColorMode,
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import type { Panel, Threshold } from '@grafana/grafana-foundation-sdk/dashboard'
import {
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries'
import type { Query } from './queries.ts'

/** A panel before its dashboard has given it a number. */
export type NumberedPanel = Builder<Panel> & { id(id: number): unknown }

export interface PanelOptions {
  title: string
  /** What it shows and when to worry, for whoever points at the "i". */
  description: string
  unit: string
  queries: Query[]
  /** Of 24. */
  width: number
  height?: number
  decimals?: number
  min?: number
  max?: number
  /** Colours from a value on; the first is for all below the second. */
  thresholds?: Threshold[]
  /** Shown when there is nothing. */
  noValue?: string
}

/** What every kind of panel of the SDK can. */
interface CommonBuilder {
  title(title: string): this
  description(description: string): this
  unit(unit: string): this
  span(width: number): this
  height(height: number): this
  withTarget(target: ReturnType<Query>): this
  decimals(decimals: number): this
  min(min: number): this
  max(max: number): this
  thresholds(thresholds: Builder<{ mode: ThresholdsMode; steps: Threshold[] }>): this
  noValue(noValue: string): this
}

export function applyCommon<T extends CommonBuilder>(panel: T, options: PanelOptions, height: number): T {
  const { title, description, unit, width, thresholds = [{ value: null, color: 'green' }] } = options
  panel.title(title).description(description).unit(unit).span(width)
  panel.height(options.height ?? height)
  panel.thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(thresholds))
  for (const [index, query] of options.queries.entries()) {
    panel.withTarget(query(String.fromCodePoint(65 + index)))
  }
  if (options.decimals !== undefined) panel.decimals(options.decimals)
  if (options.min !== undefined) panel.min(options.min)
  if (options.max !== undefined) panel.max(options.max)
  if (options.noValue !== undefined) panel.noValue(options.noValue)
  return panel
}

/** One number, coloured by its thresholds. */
export function stat(options: PanelOptions & { graph?: boolean }): NumberedPanel {
  const panel = applyCommon(new Stat(), options, 4)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''))
    .graphMode(options.graph ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
  return panel.colorMode(options.thresholds ? BigValueColorMode.Background : BigValueColorMode.None)
}

const legendBelow = () =>
  new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)

const allAtOnce = () =>
  new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending)

/** Lines over time. */
export function timeSeries(
  options: PanelOptions & {
    stacked?: boolean
    /** What series are called that the data calls otherwise. */
    names?: Record<string, string>
  },
): NumberedPanel {
  const panel = applyCommon(new TimeSeries(), options, 8)
    .legend(legendBelow())
    .tooltip(allAtOnce())
    .lineWidth(1)
    .fillOpacity(options.stacked ? 40 : 10)
    .showPoints(VisibilityMode.Auto)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
  for (const [name, shown] of Object.entries(options.names ?? {})) {
    panel.overrideByName(name, [{ id: 'displayName', value: shown }])
  }
  return options.stacked ? panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal)) : panel
}

/** A group of bars for each row; the column named by `over` stands below it. */
export function bars(
  options: PanelOptions & { over: string; stacked?: boolean; colors?: Record<string, string> },
): NumberedPanel {
  const panel = applyCommon(new BarChart(), options, 8)
    .legend(legendBelow())
    .tooltip(allAtOnce())
    .xField(options.over)
    // by itself the SDK says 0, and then every label is cut to dots
    .xTickLabelMaxLength(100)
    .fillOpacity(80)
    .showValue(VisibilityMode.Auto)
    .stacking(options.stacked ? StackingMode.Normal : StackingMode.None)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
  for (const [name, color] of Object.entries(options.colors ?? {})) {
    panel.overrideByName(name, [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }])
  }
  return panel
}
