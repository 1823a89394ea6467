import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDocker, type Docker } from '../compose/docker.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import type { Scan } from './scan-run.ts'

export const trivy = 'aquasec/trivy:0.74.0'

const slowMs = 600_000

/**
 * Builds the image of the bot and has trivy look for known vulnerabilities that have a remedy. It gets the image as a file:
 * who may speak to the engine may do everything on this machine.
 */
export const scanImage: Scan = async ({ root, env }) => {
  const { docker } = createDocker(root, env)
  await needs('no Docker engine answers', docker(['version', '--format', '{{.Server.Version}}']))
  await ensureTrivy(docker)
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-scan-'))
  try {
    const build = ['build', '--quiet', '--file', 'bot/Dockerfile', '.']
    const image = (await needs('the image cannot be built', docker(build, { withinMs: slowMs }))).trim()
    const file = join(folder, 'image.tar')
    await docker(['save', '--output', file, image], { withinMs: slowMs })
    // root in a container without capabilities reads what everybody may
    for (const [path, mode] of [
      [folder, 0o755],
      [file, 0o644],
    ] as const)
      chmodSync(path, mode)
    const looking = docker(trivyArgs(folder, root), { withinMs: slowMs })
    return readTrivyReport(await needs('trivy could not look', looking))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ensureTrivy(docker: Docker['docker']): Promise<void> {
  const isHere = await docker(['image', 'inspect', '--format', 'here', trivy]).catch(() => '')
  if (isHere.trim() === 'here') return
  await needs(`${trivy} cannot be pulled`, docker(['pull', '--quiet', trivy], { withinMs: slowMs }))
}

/** trivy fetches what is known of vulnerabilities, and keeps it in a volume of its own for the next time. */
export const trivyArgs = (folder: string, root: string): string[] => [
  ...['run', '--rm', '--cap-drop=ALL', '--security-opt=no-new-privileges:true', '--memory=2g'],
  ...[`--volume=${folder}:/scan:ro`, '--volume=schoolbot-trivy:/cache'],
  `--volume=${join(root, 'scripts/lib/scans/accepted-vulnerabilities')}:/accepted:ro`,
  ...[trivy, 'image', '--input=/scan/image.tar', '--cache-dir=/cache', '--format=json', '--quiet'],
  ...['--scanners=vuln', '--severity=HIGH,CRITICAL', '--ignore-unfixed', '--ignorefile=/accepted'],
  ...['--disable-telemetry', '--skip-version-check'],
]

interface Report {
  Results?: null | { Target: string; Vulnerabilities?: Vulnerability[] }[]
}

interface Vulnerability {
  VulnerabilityID: string
  PkgName: string
  InstalledVersion: string
  FixedVersion?: string
  Severity: string
  Title?: string
}

/** A line for each vulnerability that trivy reports; throws a PreflightError when that is no report. */
export function readTrivyReport(text: string): string[] {
  const report = parse(text)
  // of an image in which it recognises nothing, it reports no results at all
  if (!report?.Results) throw new PreflightError('trivy reports on nothing in the image')
  return report.Results.flatMap(({ Target, Vulnerabilities = [] }) =>
    Vulnerabilities.map(
      ({ VulnerabilityID, PkgName, InstalledVersion, FixedVersion = 'none', Severity, Title = '' }) =>
        `${Severity.toLowerCase()} ${VulnerabilityID} in ${PkgName} ${InstalledVersion} (remedy: ${FixedVersion}) of ${Target}: ${Title}`,
    ),
  )
}

function parse(text: string): Report | undefined {
  try {
    const report: Report = JSON.parse(text)
    return report
  } catch {
    return undefined
  }
}

async function needs(what: string, answer: Promise<string>): Promise<string> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError(`${what}: ${error.message}`)
  }
}
