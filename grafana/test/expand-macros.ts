// What Grafana does to a query before it sends it, as far as our queries need it. Anything else throws.

const sqlMacros: Record<string, (argument: string, range: TimeRange) => string> = {
  timeFilter: (column, { from, to }) => `${column} BETWEEN '${from.toISOString()}' AND '${to.toISOString()}'`,
}

export interface TimeRange {
  from: Date
  to: Date
}

/** What is chosen of a variable: one value, several, or text that stands for all and is put in as it is. */
export type Choice = string | string[] | { all: string }

export function expandSql(query: string, range: TimeRange, choices: Record<string, Choice>): string {
  const filled = query.replaceAll(/\$\{(\w+):sqlstring\}/g, (_, name: string) => {
    const choice = choices[name]
    if (choice === undefined) throw new Error(`no choice for ${name}`)
    if (typeof choice === 'object' && 'all' in choice) return choice.all
    return [choice].flat().map(quoted).join(',')
  })
  const expanded = filled.replaceAll(/\$__(\w+)\(([^()]*)\)/g, (_, name: string, argument: string) => {
    const macro = sqlMacros[name]
    if (macro === undefined) throw new Error(`a macro that nobody expands: $__${name}`)
    return macro(argument, range)
  })
  if (/\$[_{a-z]/i.test(expanded)) throw new Error(`something is left to expand in ${expanded}`)
  return expanded
}

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`

const intervals: Record<string, string> = { __rate_interval: '1m', __range: '1h' }

/** Variables of PromQL stand in matchers with =~. */
export function expandPromql(query: string, choices: Record<string, string>): string {
  return query.replaceAll(/\$(\w+)/g, (_, name: string) => {
    const value = intervals[name] ?? choices[name]
    if (value === undefined) throw new Error(`no choice for ${name}`)
    return value
  })
}
