import { dirname, join } from 'node:path'
import { links, readMarkdown } from './markdown.ts'

/** The operator's guide in its two languages. */
export interface Guide {
  language: 'en' | 'ru'
  file: string
  text: string
}

export const guides: readonly [Guide, Guide] = [
  { language: 'en', file: 'docs/operations.md', text: readMarkdown('docs/operations.md') },
  { language: 'ru', file: 'docs/ru/operations.md', text: readMarkdown('docs/ru/operations.md') },
]

/** Files of the project to which a document leads, as seen from the root; one in two languages counts as one. */
export function linkedFiles({ file, text }: Pick<Guide, 'file' | 'text'>): string[] {
  const within = links(text).filter((link) => !/^(#|[a-z]+:)/.test(link))
  const targets = within.map((link) => join(dirname(file), link.split('#')[0] ?? ''))
  return targets.map((target) => target.replace(/^docs\/ru\//, 'docs/'))
}

/** The rows of each table, cell by cell, without its head. */
export function tables(text: string): string[][][] {
  const found = text.matchAll(/^\|.*\|\n\|[-|]+\|\n((?:\|.*\|\n)+)/gm)
  return Array.from(found, ([, rows = '']) =>
    rows
      .trim()
      .split('\n')
      .map((row) =>
        row
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      ),
  )
}
