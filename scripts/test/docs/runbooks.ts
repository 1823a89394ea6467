import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../copied-checkout.ts'
import { codeBlocks, inlineCode, readMarkdown } from './markdown.ts'

export const folders = { en: 'docs/runbooks', ru: 'docs/ru/runbooks' } as const
export type RunbookLanguage = keyof typeof folders

export const parts = {
  en: ['Meaning', 'Impact', 'Diagnosis', 'Mitigation'],
  ru: ['Что это значит', 'Чем грозит', 'Как разобраться', 'Что делать'],
} as const satisfies Record<RunbookLanguage, readonly string[]>

/** What to do about an alert, in one of the languages. */
export interface Runbook {
  /** Of the alert. */
  name: string
  language: RunbookLanguage
  file: string
  text: string
}

export const runbookNames = (language: RunbookLanguage) =>
  globSync('*.md', { cwd: join(root, folders[language]) })
    .map((file) => basename(file, '.md'))
    .sort()

export function readRunbook(name: string, language: RunbookLanguage): Runbook {
  const file = `${folders[language]}/${name}.md`
  return { name, language, file, text: readMarkdown(file) }
}

export const readRunbooks = (language: RunbookLanguage) =>
  runbookNames(language).map((name) => readRunbook(name, language))

/** The text of a part, by its number from 0. */
export function partOf({ language, text }: Runbook, part: number): string {
  const [, after = ''] = text.split(`\n## ${parts[language][part]}\n`)
  return after.split(/\n## /)[0] ?? ''
}

/** Lines of blocks, and what stands between backticks. */
export function commandsIn(text: string): string[] {
  return [...codeBlocks(text).flatMap((block) => block.text.trim().split('\n')), ...inlineCode(text)]
}

/** Options of `docker compose ...` that are followed by a value. */
const withValue = /^(-e|-s|-c|--tail|--since|--entrypoint|--index|--scale)$/

/** The services that a command names. */
export function servicesIn(command: string): string[] {
  const calls = command.matchAll(
    /docker compose (exec|run|ps|logs|restart|stop|start|rm|kill|up)\b([^|<>&;)`"']*)/g,
  )
  return Array.from(calls).flatMap(([, verb = '', words = '']) => {
    const all = words.trim().split(/\s+/)
    const named = all.filter((word, i) => /^[a-z][\w-]*$/.test(word) && !withValue.test(all[i - 1] ?? ''))
    // what comes after the service is run in it
    return verb === 'exec' || verb === 'run' ? named.slice(0, 1) : named
  })
}

export function composeServices(): string[] {
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
  const [, services = ''] = /^services:\n([^]*?)^\S/m.exec(text) ?? []
  return Array.from(services.matchAll(/^ {2}([\w-]+):$/gm), ([, name = '']) => name)
}
