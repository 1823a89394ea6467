import { statSync } from 'node:fs'
import { recoverAt } from '../archive/recover.ts'
import { shownMoment } from '../archive/shown-moment.ts'
import type { RestoreRun } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { readMoment } from './typed-moment.ts'

/** The school's database as it was at a moment that was typed, out of the archive; `dispose` removes the file. */
export async function openMoment(
  run: Omit<RestoreRun, 'server'>,
  typed: string,
): Promise<{ source: RestoreSource; dispose: () => void }> {
  const { docker, project, setup } = run
  const zone = setup.env['SCHOOL_TIMEZONE'] || 'Europe/Moscow'
  const at = readMoment(typed, zone, run.at)
  const { file, facts, databaseBytes, reached, dispose } = await recoverAt({
    ...{ docker, project, setup, at },
    say: setup.say,
  })
  const source: RestoreSource = {
    ...{ name: `the archive, as of ${shownMoment(at, zone)}`, file, bytes: statSync(file).size },
    ...{ format: 'custom', opening: [], origin: 'archive', facts, takenAt: at, newest: reached },
    // those of the present database stay
    settings: [],
    databaseBytes,
  }
  return { source, dispose }
}
