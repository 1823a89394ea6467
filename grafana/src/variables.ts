import {
  CustomVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { postgres, prometheus } from './datasources.ts'
import { dedent } from './queries.ts'

/** Values of a label, any number of them, all to begin with. For matchers with =~. */
export function labelValues(name: string, label: string, { metric, of }: { metric: string; of: string }) {
  return (
    new QueryVariableBuilder(name)
      .label(label)
      .datasource(prometheus)
      .query({ qryType: 1, query: `label_values(${metric}, ${of})`, refId: 'PrometheusVariableQueryEditor' })
      .definition(`label_values(${metric}, ${of})`)
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .sort(VariableSort.AlphabeticalAsc)
      .multi(true)
      .includeAll(true)
      // also what has no such label
      .allValue('.*')
      .current({ selected: true, text: 'All', value: '$__all' })
  )
}

/** What stands for all that there may be, as queries ask for it: see `isChosen`. */
const any = "'any'"

/** A list of SQL with columns __text and __value. Its first row is chosen, or all: say `${name:sqlstring}` in queries. */
export function choices(name: string, label: string, { query, all }: { query: string; all: boolean }) {
  const list = neverEmpty(query, all ? any : 'current_date::text')
  const variable = new QueryVariableBuilder(name)
    .label(label)
    .datasource(postgres)
    .query(list)
    .definition(list)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.Disabled)
    .multi(all)
    .includeAll(all)
    .allowCustomValue(false)
  if (!all) return variable
  // put into the query as it is
  return variable.allValue(any).current({ selected: true, text: 'All', value: '$__all' })
}

/**
 * Grafana 13 takes a list without rows for an error, and so it is on the first day. The row in its place names nobody:
 * where several may be chosen it hides no more than all does, so that it may stay chosen when there is something.
 */
const neverEmpty = (query: string, value: string) =>
  dedent(`
    with listed as (${query.replaceAll('\n', '\n    ')}
    )
    select __value, __text from listed
    union all
    select ${value}, 'пока нет' where not exists (select from listed)`)

/** One of a few; the first is chosen. */
export function oneOf(name: string, label: string, options: Record<string, string>) {
  const [first = '', text = ''] = Object.entries(options)[0] ?? []
  return new CustomVariableBuilder(name)
    .label(label)
    .values(
      Object.entries(options)
        .map(([value, words]) => `${words} : ${value}`)
        .join(', '),
    )
    .options(
      Object.entries(options).map(([value, words]) => ({ selected: value === first, text: words, value })),
    )
    .current({ selected: true, text, value: first })
    .allowCustomValue(false)
}
