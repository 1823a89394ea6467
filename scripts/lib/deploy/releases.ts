import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Setup } from '../steps/step.ts'

/** What was put into service at once: an image of the bot, and the Compose files and .env of that day, resolved. */
export interface Release {
  /** The moment of its begin, UTC: 20261201-083000Z. */
  id: string
  /** sha256:... */
  image: string
}

export const isReleaseId = (text: string) => /^\d{8}-\d{6}Z$/.test(text)

export const momentOf = (id: string) =>
  new Date(id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

/** Where an installation keeps what it knows of its releases. */
export const deploysFolder = (root: string) => join(root, '.deploys')

export const composeFileOf = (root: string, id: string) => join(deploysFolder(root), id, 'compose.yml')

/** The name of a new release; of two in one second the later one waits its turn. */
export function newReleaseId(root: string, at: Date): string {
  const id = `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}Z`
  return existsSync(join(deploysFolder(root), id)) ? newReleaseId(root, new Date(at.getTime() + 1000)) : id
}

/** Keeps how Compose understands the installation today, so that what .env says later does not stand in the way back. */
export async function keepComposeFile(setup: Setup, id: string): Promise<void> {
  const resolved = await setup.compose(['config'])
  mkdirSync(join(deploysFolder(setup.root), id), { recursive: true, mode: 0o700 })
  writeFileSync(composeFileOf(setup.root, id), resolved, { mode: 0o600, flush: true })
}

/** Forgets the files of all releases but these. */
export function forgetReleases(root: string, kept: readonly string[]): void {
  if (!existsSync(deploysFolder(root))) return
  const gone = readdirSync(deploysFolder(root)).filter((name) => isReleaseId(name) && !kept.includes(name))
  for (const name of gone) rmSync(join(deploysFolder(root), name), { recursive: true, force: true })
}
