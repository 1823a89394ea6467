import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../copied-checkout.ts'

const helps = new Map<string, string>()

/** What `--help` of a script of this checkout prints, such as ./scripts/backup.sh. */
export function helpOf(script: string): string {
  const known = helps.get(script)
  if (known !== undefined) return known
  const help = execFileSync(join(root, script), ['--help'], { encoding: 'utf8' })
  helps.set(script, help)
  return help
}

/** The long options that a help explains: each in a line of its own. */
export const optionsOf = (script: string) =>
  Array.from(helpOf(script).matchAll(/^ {2}(--[\w-]+)/gm), ([, option = '']) => option)

/** The scripts of this checkout that a command starts, each with its options that its help does not know. */
export function unknownOptions(command: string): string[] {
  return Array.from(command.matchAll(/(\.\/scripts\/[\w-]+\.sh)([^&|;<>`\n]*)/g)).flatMap(
    ([, script = '', words = '']) =>
      existsSync(join(root, script))
        ? Array.from(words.matchAll(/(?<= )--[\w-]+/g), ([option]) => option)
            .filter((option) => !new RegExp(`(?<![\\w-])${option}(?![\\w-])`).test(helpOf(script)))
            .map((option) => `${script} ${option}`)
        : [],
  )
}
