import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allows } from './licence-terms.ts'
import type { Scan } from './scan-run.ts'

/** Those that ask for no more than to be named, and MPL-2.0, which asks for changes of its own files. */
const allowed = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT'],
  ...['MPL-2.0', 'Python-2.0', 'Unlicense'],
])

/** Packages with another licence, and why they may be here all the same. */
const exceptions: Record<string, { licence: string; why: string }> = {
  sentry: {
    licence: 'FSL-1.1-Apache-2.0',
    why: 'the command line that @sentry/node brings along; nothing calls it, and only competing with it is forbidden',
  },
}

interface LockedPackage {
  license?: string
  dev?: boolean
  link?: boolean
}

/** Lists the licences of what runs in production; one that is neither allowed nor excepted is a finding. */
export const scanLicences: Scan = async ({ root, say }) => {
  const packages = readProductionPackages(root)
  const byLicence = Map.groupBy(packages, ({ licence }) => licence)
  for (const [licence, those] of [...byLicence].sort(([, a], [, b]) => b.length - a.length)) {
    say(`${licence} (${those.length}): ${[...new Set(those.map(({ name }) => name))].join(', ')}`)
  }
  for (const [name, { licence, why }] of Object.entries(exceptions))
    say(`excepted ${name}, ${licence}: ${why}`)
  const findings = packages.filter(
    ({ name, licence }) => exceptions[name]?.licence !== licence && !allows(allowed, licence),
  )
  return [
    ...findings.map(({ name, licence }) => `${name} has the licence ${licence}`),
    ...Object.keys(exceptions)
      .filter((name) => !packages.some((present) => present.name === name))
      .map((name) => `${name} is excepted and not here any more: take it out of licences.ts`),
  ]
}

/** Packages of package-lock.json that are not for development alone, with the licence that they name. */
export function readProductionPackages(root: string): { name: string; licence: string }[] {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  return Object.entries(lock.packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path, { license }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      licence: license ?? licenceInside(join(root, path, 'package.json')),
    }))
}

function licenceInside(file: string): string {
  if (!existsSync(file)) return 'unknown'
  const { license }: { license?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
  return typeof license === 'string' ? license : 'unknown'
}
