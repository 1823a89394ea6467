import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus'
import { postgres, prometheus } from './datasources.ts'

/** A query before its panel has given it a letter. */
export type Query = (refId: string) => Builder<Dataquery>

/** A line over time for each series. */
export function promql(expr: string, legend: string): Query {
  return (refId) =>
    new DataqueryBuilder().datasource(prometheus).expr(expr).legendFormat(legend).range().refId(refId)
}

/** One value for each series: what holds at the end of the time range. */
export function promqlNow(expr: string, legend = '__auto'): Query {
  return (refId) =>
    new DataqueryBuilder().datasource(prometheus).expr(expr).legendFormat(legend).instant().refId(refId)
}

/** A row for each series, a column for each label. */
export function promqlTable(expr: string): Query {
  return (refId) =>
    new DataqueryBuilder()
      .datasource(prometheus)
      .expr(expr)
      .instant()
      .format(PromQueryFormat.Table)
      .refId(refId)
}

interface SqlQuery extends Dataquery {
  datasource: typeof postgres
  refId: string
  editorMode: 'code'
  format: 'table' | 'time_series'
  rawQuery: true
  rawSql: string
}

/** Rows as they come; the names of the columns are the headings. */
export function sql(rawSql: string): Query {
  return sqlAs('table', rawSql)
}

/** A column "time", and a line for each of the others. */
export function sqlOverTime(rawSql: string): Query {
  return sqlAs('time_series', rawSql)
}

function sqlAs(format: SqlQuery['format'], rawSql: string): Query {
  return (refId) => ({
    build: (): SqlQuery => ({
      datasource: postgres,
      refId,
      editorMode: 'code',
      format,
      rawQuery: true,
      rawSql: dedent(rawSql),
      _implementsDataqueryVariant: () => undefined,
    }),
  })
}

/** Whoever opens a panel to see its query shall not see how deep it was in a TypeScript file. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n')
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  return lines.map((line) => line.slice(Math.min(...depths))).join('\n')
}
