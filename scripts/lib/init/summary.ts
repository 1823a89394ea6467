import { shownPath } from '../settings/shown-path.ts'
import type { Row } from '../steps/run-steps.ts'
import type { Setup } from '../steps/step.ts'

const stateWords: Record<Row['state'], string> = {
  ready: 'ready',
  missing: 'missing',
  failed: 'FAILED',
  absent: 'left out',
  stopped: 'not tried',
}

/** What is ready, and where: addresses, who may come in, and the files with the passwords. Never a password. */
export function summaryOf(rows: readonly Row[], setup: Setup): string[] {
  return [
    '',
    ...table([
      ['PART', 'STATE', ''],
      ...rows.map(({ name, state, words }) => [name, stateWords[state], words]),
    ]),
    '',
    ...table([['ADDRESS', '', 'LOGIN', 'PASSWORD IN'], ...doorsOf(setup)]),
    '',
  ]
}

function doorsOf(setup: Setup): string[][] {
  const { env } = setup
  const file = (name: string) => `${shownPath(setup.root, setup.secretsDir)}/${name}`
  const doors: [service: string, title: string, variable: string, login: string, file: string][] = [
    ['grafana', 'Grafana', 'GRAFANA_URL', 'admin', file('grafana_admin_password')],
    ['grafana', 'Grafana', 'GRAFANA_URL', 'director', file('grafana_director_password')],
    [
      'glitchtip',
      'GlitchTip',
      'GLITCHTIP_URL',
      env['GLITCHTIP_ADMIN_EMAIL'] || 'admin@schoolbot.example',
      file('glitchtip_admin_password'),
    ],
    ['prometheus', 'Prometheus', 'PROMETHEUS_URL', '', ''],
    ['alertmanager', 'Alertmanager', 'ALERTMANAGER_URL', '', ''],
  ]
  return doors
    .filter(([service]) => setup.isPresent(service))
    .map(([service, title, variable, login, password]) => {
      const url = env[variable] || setup.urlOf(service)
      return [title, url, login, password]
    })
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  )
}
