// Writes grafana/dashboards anew: `npm run dashboards`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderDashboards } from './rendered.ts'

const folder = join(import.meta.dirname, '..', 'dashboards')
const dashboards = renderDashboards()
mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) {
  if (name.endsWith('.json') && !dashboards.has(name)) rmSync(join(folder, name))
}
for (const [name, text] of dashboards) writeFileSync(join(folder, name), text)
console.log(`${dashboards.size} dashboards in ${folder}`)
