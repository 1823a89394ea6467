import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../copied-checkout.ts'

export type AlertRule = {
  name: string
  file: string
  labels: ReadonlyMap<string, string>
  annotations: ReadonlyMap<string, string>
}

export const monitoringFolder = join(root, 'prometheus')

/**
 * The alerts of prometheus/rules. Read by their indentation, which is the same everywhere: a rule at 6, its fields at
 * 8, labels and annotations at 10. What promtool takes and this does not see is counted against it in the test.
 */
export function readAlertRules(): AlertRule[] {
  return globSync('rules/*.yml', { cwd: monitoringFolder }).flatMap((file) => {
    const rules = readFileSync(join(monitoringFolder, file), 'utf8')
      .split(/^ {6}- /m)
      .slice(1)
    return rules.flatMap((rule) => {
      const name = /^alert: (\w+)$/m.exec(rule)?.[1]
      if (name === undefined) return []
      return [{ name, file, labels: section(rule, 'labels'), annotations: section(rule, 'annotations') }]
    })
  })
}

function section(rule: string, name: string): Map<string, string> {
  const body = new RegExp(`^ {8}${name}:\\n((?: {10}.*\\n?)+)`, 'm').exec(rule)?.[1] ?? ''
  const lines = body.matchAll(/^ {10}(\w+): (.+)$/gm)
  return new Map(Array.from(lines, ([, key = '', value = '']) => [key, unquoted(value)]))
}

function unquoted(value: string): string {
  return value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value
}

export type AlertCheck = { name: string; fires: boolean }

/** What the cases of prometheus/tests say of which alert. */
export function readAlertChecks(): AlertCheck[] {
  const texts = globSync('tests/*.yml', { cwd: monitoringFolder }).map((file) =>
    readFileSync(join(monitoringFolder, file), 'utf8'),
  )
  const pattern = /ALERTS\{alertname="(\w+)"[^\n]*\n +eval_time: \w+\n +exp_samples: (\[.*\])/g
  return texts.flatMap((text) =>
    Array.from(text.matchAll(pattern), ([, name = '', expected]) => ({ name, fires: expected !== '[]' })),
  )
}
