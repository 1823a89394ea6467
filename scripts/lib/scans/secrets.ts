import { lintSource } from '@secretlint/core'
import { creator as pattern } from '@secretlint/secretlint-rule-pattern'
import { creator as preset } from '@secretlint/secretlint-rule-preset-recommend'
import { readGitTexts } from './git-texts.ts'
import type { Scan } from './scan-run.ts'

const ours = [
  { name: 'a token of Telegram', patterns: [String.raw`/\b\d{8,10}:[A-Za-z0-9_-]{35}\b/g`] },
  { name: 'a private key of age', patterns: ['/AGE-SECRET-KEY-1[0-9A-Z]{58}/g'] },
  { name: 'a token of Grafana', patterns: [String.raw`/\bglsa_[A-Za-z0-9]{32}_[0-9a-f]{8}\b/g`] },
]

/** Settings and secrets by their names. */
const ofInstallation = /(^|\/)(\.env(\.(?!example$).+)?|secrets\/(?!\.gitkeep$|.*\.md$)[^/]+)$/

/** Addresses in tests, which nobody could use. */
const notSecret = ['/://u:p@h/', '/://u:hush@h/', '/://schoolbot:p%40ss%2Fword@db/']

const rules = [
  {
    id: '@secretlint/secretlint-rule-preset-recommend',
    rule: preset,
    rules: [{ id: '@secretlint/secretlint-rule-database-connection-string', options: { allows: notSecret } }],
  },
  { id: '@secretlint/secretlint-rule-pattern', rule: pattern, options: { patterns: ours } },
]

/** Looks for secrets in every text that git keeps, also those of long ago, and in what is not committed yet. */
export const scanSecrets: Scan = async ({ root, say }) => {
  const findings: string[] = []
  let texts = 0
  for await (const { path, from, content } of readGitTexts(root, say)) {
    texts++
    if (ofInstallation.test(path)) findings.push(`${path} (${from}): a file of an installation`)
    const { messages } = await lintSource({
      source: { content, filePath: path, ext: '', contentType: 'text' },
      options: { config: { rules }, noPhysicFilePath: true },
    })
    // its own words show the secret
    for (const { loc, data, ruleId, messageId } of messages) {
      const what = nameOf(data) ?? `${messageId} of ${ruleId}`
      findings.push(`${path}:${loc.start.line} (${from}): ${what}`)
    }
  }
  say(`${texts} texts read`)
  return findings
}

/** What we call the pattern that a finding is of. */
function nameOf(data: unknown): string | undefined {
  const named = typeof data === 'object' && data !== null && 'PATTERN_NAME' in data
  return named ? String(data.PATTERN_NAME) : undefined
}
