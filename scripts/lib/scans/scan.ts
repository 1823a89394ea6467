// The program behind scan.sh: looks for what should not be in the checkout or the image. CI runs it scan by scan.

import { join } from 'node:path'
import { runScriptProgram, UsageError } from '../steps/exit-code.ts'
import { PreflightError } from '../steps/step.ts'
import { scanDependencies } from './dependencies.ts'
import { scanImage } from './image.ts'
import { scanLicences } from './licences.ts'
import type { Scan } from './scan-run.ts'
import { scanSecrets } from './secrets.ts'

const scans: Record<string, Scan> = {
  dependencies: scanDependencies,
  secrets: scanSecrets,
  licences: scanLicences,
  image: scanImage,
}

const root = join(import.meta.dirname, '..', '..', '..')
await runScriptProgram('scan.sh', () => main(process.argv.slice(2)))

/** 0 when nothing was found, 1 when something was, 4 when a scan could not be made: that is never taken for nothing found. */
async function main(asked: readonly string[]): Promise<number> {
  const unknown = asked.find((name) => scans[name] === undefined)
  if (unknown !== undefined) throw new UsageError(`there is no scan "${unknown}" (see --help)`)
  const codes: number[] = []
  for (const [name, scan] of Object.entries(scans)) {
    if (asked.length === 0 || asked.includes(name)) codes.push(await outcomeOf(name, scan))
  }
  return codes.includes(1) ? 1 : Math.max(...codes)
}

async function outcomeOf(name: string, scan: Scan): Promise<number> {
  console.log(name)
  try {
    const findings = await scan({ root, env: process.env, say: (line) => console.log(`  ${line}`) })
    for (const finding of findings) console.log(`  FOUND    ${finding}`)
    if (findings.length === 0) console.log('  ok       nothing found')
    return findings.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof PreflightError)) throw error
    console.log(`  MISSING  ${error.message}`)
    return 4
  }
}
