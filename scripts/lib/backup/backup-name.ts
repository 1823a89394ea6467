import { stampedMoment, stampOf } from '../words/stamp.ts'

/** What a backup is called: schoolbot_20261130_230000Z, by the moment in which it was begun. */
export const backupName = (at: Date) => `schoolbot_${stampOf(at)}`

/** The moment in the name of a backup; undefined for what is no backup of ours. */
export function backupTime(name: string): Date | undefined {
  const begin = 'schoolbot_'
  return name.startsWith(begin) ? stampedMoment(name.slice(begin.length)) : undefined
}

/** One that is being written, in the folder of the others: no name of a backup. */
export const partialName = (name: string) => `${name}.partial`
