import { execFile } from 'node:child_process'
import { PreflightError } from '../steps/step.ts'
import type { Scan } from './scan-run.ts'

interface Audit {
  vulnerabilities?: Record<string, { severity: string; range: string; fixAvailable: unknown; via: unknown[] }>
  message?: string
  error?: { summary?: string }
}

/** From here on a known vulnerability is a finding; lesser ones are told. */
const serious = ['high', 'critical']

/** Asks the registry which of the packages that run in production have known vulnerabilities. */
export const scanDependencies: Scan = async ({ root, env, say }) => {
  const { stdout, stderr } = await askNpm(['audit', '--omit=dev', '--json'], root, env)
  const audit = readAudit(stdout)
  if (audit?.vulnerabilities === undefined) {
    const words = audit?.error?.summary || audit?.message || stderr.trim().split('\n').at(-1) || 'no answer'
    throw new PreflightError(`the npm registry does not tell what is known of the packages: ${words}`)
  }
  const lines = Object.entries(audit.vulnerabilities).map(
    ([name, { severity, range, via, fixAvailable }]) => ({
      isSerious: serious.includes(severity),
      words: `${name} ${range}: ${severity}, ${titleOf(via)}${fixAvailable === false ? '' : ' (npm audit fix)'}`,
    }),
  )
  for (const { words } of lines.filter(({ isSerious }) => !isSerious)) say(`known    ${words}`)
  return lines.filter(({ isSerious }) => isSerious).map(({ words }) => words)
}

/** Its exit code says that something was found, or that something failed: what it printed says which. */
function askNpm(
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { cwd, env, timeout: 120_000, maxBuffer: 2 ** 26 }
    execFile('npm', args, options, (_, stdout, stderr) => resolve({ stdout, stderr }))
  })
}

function readAudit(text: string): Audit | undefined {
  try {
    const audit: Audit = JSON.parse(text)
    return audit
  } catch {
    return undefined
  }
}

/** The first cause: an advisory, or the name of another package of the list. */
function titleOf([cause]: unknown[]): string {
  if (typeof cause === 'object' && cause !== null && 'title' in cause) return String(cause.title)
  return `by way of ${String(cause)}`
}
