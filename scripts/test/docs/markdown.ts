import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../copied-checkout.ts'

const fence = /^(```+)([^\n]*)\n([^]*?)^\1$/gm

export interface CodeBlock {
  /** All that stands behind the fence: the language, and a mark of ours. */
  info: string
  text: string
}

/** The Markdown files of the project, as paths from its root. */
export function markdownFiles(): string[] {
  const skipped = ['node_modules', '.cache', '.data', '.git']
  return globSync('**/*.md', { cwd: root, exclude: (path) => skipped.includes(basename(path)) }).sort()
}

export const readMarkdown = (file: string) => readFileSync(join(root, file), 'utf8')

export function codeBlocks(text: string): CodeBlock[] {
  return Array.from(text.matchAll(fence), ([, , info = '', body = '']) => ({ info, text: body }))
}

/** Without what is code, and without comments. */
export function prose(text: string): string {
  return text
    .replaceAll(fence, '')
    .replaceAll(/<!--[^]*?-->/g, '')
    .replaceAll(/^ {4}.*$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '`')
}

export function headings(text: string): { level: number; words: string }[] {
  const lines = text.replaceAll(fence, '').matchAll(/^(#+) (.+)$/gm)
  return Array.from(lines, ([, marks = '', words = '']) => ({ level: marks.length, words }))
}

/** The anchors that GitHub gives the headings. */
export function anchors(text: string): Set<string> {
  const found = new Set<string>()
  for (const { words } of headings(text)) {
    const slug = words
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-')
    const taken = [...found].filter((one) => one === slug || one.startsWith(`${slug}-`)).length
    found.add(taken > 0 && found.has(slug) ? `${slug}-${taken}` : slug)
  }
  return found
}

/** Where links and pictures lead. */
export function links(text: string): string[] {
  return Array.from(prose(text).matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target)
}

/** What stands between backticks, outside of blocks. */
export function inlineCode(text: string): string[] {
  return Array.from(text.replaceAll(fence, '').matchAll(/`([^`\n]+)`/g), ([, code = '']) => code)
}
