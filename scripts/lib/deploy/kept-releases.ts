import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isOurs, listBackups } from '../backup/backup-list.ts'
import { backupsFolder } from '../backup/backup-run.ts'
import { pinnedFile } from '../backup/manifest.ts'
import { StepError } from '../steps/step.ts'
import { type DeployRun, steadyRun } from './deploy-run.ts'
import { readHistory, releasesToGoBehind, releasesToKeep } from './history.ts'
import { forgetImages } from './release-images.ts'
import { forgetReleases } from './releases.ts'

/** Why the backup before a deploy is kept, until the release is forgotten. */
export const pinReason = (release: string) => `before deploy ${release}`

/** Lets go of images, files and backups of releases that no rollback leads to any more; nothing fails for it. */
export async function keepFewReleases(run: DeployRun): Promise<void> {
  const { docker, project, setup } = steadyRun(run)
  const history = readHistory(setup.root)
  const kept = releasesToKeep(history)
  const behind = releasesToGoBehind(history)
  try {
    await forgetImages(docker, project.name, kept)
    forgetReleases(setup.root, kept)
    const pinned = listBackups(backupsFolder(setup.root, setup.env)).filter(isOurs)
    for (const backup of pinned) {
      const release = /^before deploy (\S+)$/.exec(backup.pinned ?? '')?.[1]
      if (release !== undefined && !behind.includes(release))
        rmSync(join(backup.path, pinnedFile), { force: true })
    }
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    setup.say(`warning: older releases are not let go: ${error.message}`)
  }
}
