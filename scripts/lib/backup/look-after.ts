import { hostname } from 'node:os'
import { forgetArchive, hasArchive, keepArchive } from '../archive/keep-archive.ts'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import type { Opened } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'
import { backupsFolder, keepOptions } from './backup-run.ts'
import { backupTexts, type Sender } from './backup-texts.ts'
import { createOffSite, hasOffSite } from './off-site.ts'

/** What went wrong although the backup is made: the words for the terminal, and the message. */
export interface Shortcoming {
  words: string
  text: (sender: Sender) => string
}

/** Copies the backups to their second home, where there is one; undefined when all is well. */
export async function copyOffSite(
  { setup, project }: Opened,
  options: { name: string; check: boolean; tools: () => Promise<OpsTools>; say: (line: string) => void },
): Promise<Shortcoming | undefined> {
  const { root, env } = setup
  if (!hasOffSite(env)) return undefined
  const { name, check, tools, say } = options
  return shortcomingOf(
    async () => {
      say('Copying to BACKUP_RESTIC_REPOSITORY')
      const host = `${project.name}@${hostname()}`
      const offSite = createOffSite({ root, env, host, tools: await tools() })
      await offSite.copy(backupsFolder(root, env))
      if (check) await offSite.check()
    },
    (reason) => ({
      words: `not copied to BACKUP_RESTIC_REPOSITORY: ${reason}`,
      text: (sender) => backupTexts.offSiteFailed(sender, name, reason),
    }),
  )
}

/** Looks after the archive of changes, where there is one; undefined when all is well. */
export async function lookAfterArchive(
  opened: Opened,
  { name, say }: { name: string; say: (line: string) => void },
): Promise<Shortcoming | undefined> {
  return shortcomingOf(
    async () => {
      if (!hasArchive(opened)) return forgetArchive(opened)
      const now = new Date()
      await keepArchive(opened, { now, keepDays: keepOptions(opened.setup.env, now).keepDays, say })
    },
    (reason) => ({ words: reason, text: (sender) => backupTexts.archiveFailed(sender, name, reason) }),
  )
}

async function shortcomingOf(
  act: () => Promise<void> | void,
  of: (reason: string) => Shortcoming,
): Promise<Shortcoming | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return of(error.message)
  }
}
