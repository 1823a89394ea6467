import { readFileSync } from 'node:fs'

/**
 * The named variables; for each of `secretNames` a file may be given instead, by X_FILE. An empty variable counts as
 * absent: Compose passes one for every unset name. Files that cannot be read are added to `faults`.
 */
export function withSecretFiles(
  env: Record<string, string | undefined>,
  { names, secretNames }: { names: readonly string[]; secretNames: readonly string[] },
  faults: string[],
): Record<string, string | undefined> {
  const given: Record<string, string | undefined> = {}
  for (const name of names) given[name] = env[name]?.trim() || undefined
  for (const name of secretNames) {
    const file = env[`${name}_FILE`]?.trim()
    if (!file) continue
    try {
      given[name] ??= readFileSync(file, 'utf8').trim() || undefined
    } catch {
      faults.push(`${name}_FILE names a file that cannot be read`)
    }
  }
  return given
}
