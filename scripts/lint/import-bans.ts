import { globSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import type { OxlintOverride } from 'oxlint'

/** What some files may not import. `files` are globs as seen from the tree. */
export interface Ban {
  files: readonly string[]
  except?: readonly string[]
  /**
   * Written as in .gitignore, or as a RegExp. oxlint fails silently on two things: a "!" lifts all bans of the file,
   * a RegExp with look-around never matches.
   */
  imports: readonly string[] | RegExp
  message: string
}

/** All TypeScript files of a tree, as seen from it. */
export function filesOf(root: string, tree: string): string[] {
  return globSync('**/*.ts', { cwd: join(root, tree) })
}

/**
 * The bans as overrides of oxlint. Overrides of one rule replace one another and do not add up, so every file gets
 * one of its own that holds all bans for it.
 */
export function overridesOf(root: string, tree: string, bans: readonly Ban[]): OxlintOverride[] {
  return filesOf(root, tree).map((file) => {
    const patterns = bans
      .filter((ban) => matches(file, ban.files) && !matches(file, ban.except ?? []))
      .map(patternOf)
    return { files: [`${tree}/${file}`], rules: { 'no-restricted-imports': ['error', { patterns }] } }
  })
}

/** The ban as oxlint writes it, for all files. */
export function patternOf({ imports, message }: Ban) {
  return imports instanceof RegExp ? { regex: imports.source, message } : { group: [...imports], message }
}

export function matches(file: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(file, glob))
}
