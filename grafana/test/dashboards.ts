import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the tests read of the committed JSON. */
export interface Target {
  refId: string
  datasource?: { type: string; uid: string }
  expr?: string
  rawSql?: string
}

export interface Panel {
  id: number
  type: string
  title?: string
  description?: string
  datasource?: { uid: string }
  targets?: Target[]
  fieldConfig?: { defaults: { unit?: string } }
  options?: { xTickLabelMaxLength?: number }
  gridPos: { x: number; y: number; w: number; h: number }
  panels?: Panel[]
}

export interface Variable {
  name: string
  type: string
  query: string | { query: string }
  datasource?: { uid: string }
  allValue?: string
  includeAll?: boolean
}

export interface Dashboard {
  id: number | null
  uid: string
  title: string
  schemaVersion: number
  panels: Panel[]
  templating?: { list: Variable[] }
  annotations?: { list: { name: string; expr?: string; datasource?: { uid: string } }[] }
  links?: { title: string; url: string }[]
}

export const folder = join(import.meta.dirname, '..', 'dashboards')

/** The committed files by name. */
export function committedFiles(): Map<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

export function committedDashboards(): Dashboard[] {
  return [...committedFiles().values()].map((text): Dashboard => JSON.parse(text))
}

/** Panels with data, without the headings between them. */
export function panelsOf({ panels }: Dashboard): Panel[] {
  return panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).filter(({ type }) => type !== 'row')
}

export interface Named {
  /** Where it stands, for messages. */
  where: string
  text: string
}

const targetsOf = (dashboard: Dashboard) =>
  panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
    targets.map((target) => ({ where: `${dashboard.title} / ${title} / ${target.refId}`, target })),
  )

/** Every PromQL of panels and annotations. */
export function promqlOf(dashboard: Dashboard): Named[] {
  return [
    ...targetsOf(dashboard).flatMap(({ where, target }) =>
      target.expr === undefined ? [] : [{ where, text: target.expr }],
    ),
    ...(dashboard.annotations?.list ?? []).flatMap(({ name, expr }) =>
      expr === undefined ? [] : [{ where: `${dashboard.title} / ${name}`, text: expr }],
    ),
  ]
}

/** Every SQL of panels. */
export function sqlOf(dashboard: Dashboard): Named[] {
  return targetsOf(dashboard).flatMap(({ where, target }) =>
    target.rawSql === undefined ? [] : [{ where, text: target.rawSql }],
  )
}
