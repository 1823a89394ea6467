import {
  chownSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { parseEnv } from 'node:util'
import { isPlaceholder } from './placeholders.ts'
import { isGivenSecret } from './stack-secrets.ts'

/** A file of settings, read and never executed. */
export interface EnvFile {
  values: Record<string, string>
  /** In the order of the file, each once. */
  names: string[]
  /** Named more than once: the last one counts. */
  duplicates: string[]
  /** Secrets that are the placeholder of a guide: they are empty here. */
  placeholders: string[]
}

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=/

export function readEnvFile(file: string): EnvFile {
  // an editor of Windows may put a mark before the first name
  const text = existsSync(file) ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : ''
  const written = parseEnv(text)
  // other variables Compose reads too, and takes as they stand
  const isEmpty = (name: string) => isGivenSecret(name) && isPlaceholder(written[name] ?? '')
  const values: Record<string, string> = {}
  for (const [name, value = ''] of Object.entries(written)) values[name] = isEmpty(name) ? '' : value
  const all = text.split('\n').flatMap((line) => assignment.exec(line)?.[1] ?? [])
  const names = [...new Set(all)].filter((name) => name in values)
  const duplicates = names.filter((name) => all.indexOf(name) !== all.lastIndexOf(name))
  const placeholders = names.filter(isEmpty)
  return { values, names, duplicates, placeholders }
}

/** Whether every program that reads .env takes the value as it stands, without quotes. */
export const needsNoQuotes = (value: string) => /^[\w@.:/?&=+,~%-]*$/.test(value)

/** Gives a variable that is empty or missing its value; one that has a value keeps it. */
export function fillVariable(file: string, name: string, value: string): void {
  if (!needsNoQuotes(value)) throw new Error(`a value that would need quotes: ${name}`)
  if (readEnvFile(file).values[name]) return
  // byte by byte: the comments may be in another encoding
  const lines = readFileSync(file, 'latin1').split('\n')
  const at = lines.findLastIndex((line) => assignment.exec(line)?.[1] === name)
  const line = `${name}=${value}`
  if (at >= 0) lines[at] = line
  else lines.splice(lines.at(-1) === '' ? -1 : lines.length, 0, line)
  writePrivateFile(file, Buffer.from(lines.join('\n'), 'latin1'))
}

/** Gives a variable another value, and keeps what stands around it. */
export function replaceVariable(file: string, name: string, value: string): void {
  if (!needsNoQuotes(value)) throw new Error(`a value that would need quotes: ${name}`)
  if (readEnvFile(file).values[name] === value) return
  const lines = readFileSync(file, 'latin1').split('\n')
  // the last one counts
  const at = lines.findLastIndex((line) => assignment.exec(line)?.[1] === name)
  const [before = '', comment = ''] = lines[at]?.split(/(\s+#.*|\r)$/) ?? []
  if (at >= 0) lines[at] = `${before.slice(0, before.indexOf('=') + 1)}${value}${comment}`
  else lines.splice(lines.at(-1) === '' ? -1 : lines.length, 0, `${name}=${value}`)
  writePrivateFile(file, Buffer.from(lines.join('\n'), 'latin1'))
}

/** Whole or not at all, readable for its owner alone, who stays the same. */
export function writePrivateFile(file: string, content: string | Buffer): void {
  const place = existsSync(file) ? realpathSync(file) : file
  const part = `${place}.part`
  try {
    writeFileSync(part, content, { mode: 0o600 })
    if (existsSync(place)) {
      const { uid, gid } = statSync(place)
      if (uid !== process.getuid?.()) chownSync(part, uid, gid)
    }
    renameSync(part, place)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** The rights of a file that others than its owner have, such as 644; undefined when only he has any. */
export function rightsOfOthers(file: string): string | undefined {
  const mode = statSync(file).mode & 0o777
  return (mode & 0o077) === 0 ? undefined : mode.toString(8)
}
