import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table'
import { applyCommon, type NumberedPanel, type PanelOptions } from './panels.ts'

export interface Column {
  /** In place of the name that the data gives it. */
  heading?: string
  unit?: string
  decimals?: number
  width?: number
  /** Text by value, for columns of codes. */
  words?: Record<string, { text: string; color?: string }>
  /** Colours of the cell from a value on. */
  thresholds?: { value: number | null; color: string }[]
  /** Where a press leads; ${__data.fields["..."]} is another column of the row. */
  link?: { title: string; url: string }
  /** Only for links to read. */
  hidden?: boolean
}

/** Rows to read and to press on. Columns that are not named are shown as they come. */
export function table(options: PanelOptions & { columns?: Record<string, Column> }): NumberedPanel {
  const panel = applyCommon(new Table(), options, 9)
    .filterable(true)
    .showHeader(true)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
  for (const [name, column] of Object.entries(options.columns ?? {})) {
    panel.overrideByName(name, propertiesOf(column))
  }
  return panel
}

function propertiesOf({ heading, unit, decimals, width, words, thresholds, link, hidden }: Column) {
  const colored = thresholds !== undefined || Object.values(words ?? {}).some(({ color }) => color)
  return [
    ...(heading === undefined ? [] : [{ id: 'displayName', value: heading }]),
    ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
    ...(words === undefined ? [] : [{ id: 'mappings', value: [{ type: 'value', options: words }] }]),
    ...(thresholds === undefined
      ? []
      : [{ id: 'thresholds', value: { mode: 'absolute', steps: thresholds } }]),
    ...(colored ? [{ id: 'custom.cellOptions', value: { type: 'color-text' } }] : []),
    ...(link === undefined ? [] : [{ id: 'links', value: [{ ...link, targetBlank: false }] }]),
    // older tables of Grafana know the first, newer ones the second; what is not known is passed over
    ...(hidden
      ? [
          { id: 'custom.hidden', value: true },
          { id: 'custom.hideFrom.viz', value: true },
        ]
      : []),
  ]
}
