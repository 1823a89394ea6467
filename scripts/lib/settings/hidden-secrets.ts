import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isSecretName } from './stack-secrets.ts'

/** Takes every secret of the folder out of a text: what other programs print may hold one. */
export function withoutSecrets(text: string, folder: string): string {
  let safe = text
  for (const secret of secretsIn(folder)) safe = safe.replaceAll(secret, '<secret>')
  return safe
}

/** The longest first, for one may be part of another. The number of a chat is no secret. */
function secretsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder)
    .filter(isSecretName)
    .map((name) => join(folder, name))
  const texts = files
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8').trim())
  const whole = texts.filter((text) => text.length >= 6 && !/^-?\d+$/.test(text))
  const parts = texts.flatMap((text) => text.match(/[\w-]{20,}/g) ?? [])
  return [...whole, ...parts].sort((a, b) => b.length - a.length)
}
